import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { embeddedMetrics } from './metrics.ts';

/** What a handler may tell the operators of the system: messages with a code, and counts. Never personal data. */
export interface Tools {
  readonly logger: Logger;
  readonly count: (metric: string, value?: number) => void;
}

/** Wraps the work of a Lambda with structured logs, metrics, and the logging of what it throws. */
export function observed<Event, Result>(run: (event: Event, tools: Tools, context: Context) => Promise<Result>) {
  const logger = new Logger();
  const counts = new Map<string, number>();
  const tools: Tools = {
    logger,
    count: (metric, value = 1) => counts.set(metric, (counts.get(metric) ?? 0) + value),
  };
  const publish = () => {
    // Past the logger, whose level may be above that of any line but must not cost a metric.
    if (counts.size > 0 && logger.getLevelName() !== 'SILENT') {
      process.stdout.write(`${embeddedMetrics(counts, Date.now())}\n`);
    }
    counts.clear();
  };
  return middy<Event, Result>()
    .use(injectLambdaContext(logger, { resetKeys: true }))
    .use({
      after: publish,
      onError: ({ error }) => {
        logger.error('fault', { messageCode: 'FAULT', fault: error?.name, why: error?.message });
        publish();
      },
    })
    .handler((event, context) => run(event, tools, context));
}
