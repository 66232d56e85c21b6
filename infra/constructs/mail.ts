import { EventBus } from 'aws-cdk-lib/aws-events';
import {
  ConfigurationSet,
  ConfigurationSetTlsPolicy,
  EmailIdentity,
  EmailSendingEvent,
  EventDestination,
  Identity,
  SuppressionReasons,
} from 'aws-cdk-lib/aws-ses';
import { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { mailDomain, namesOf } from '../names.ts';

/** The one sender: its SES identity, and the configuration set that reports what became of each mail. */
export class Mail extends Construct {
  readonly identity: EmailIdentity;

  constructor(scope: Construct, config: StageConfig) {
    super(scope, 'Mail');
    const configurationSet = new ConfigurationSet(this, 'Feedback', {
      configurationSetName: namesOf(config.stage).configurationSet,
      reputationMetrics: true,
      tlsPolicy: ConfigurationSetTlsPolicy.REQUIRE,
      // A complaint stops courtesy mail only, which the outbox decides: SES must not swallow the rest.
      suppressionReasons: SuppressionReasons.BOUNCES_ONLY,
    });
    configurationSet.addEventDestination('Events', {
      destination: EventDestination.eventBus(EventBus.fromEventBusName(this, 'DefaultBus', 'default')),
      events: [
        EmailSendingEvent.SEND,
        EmailSendingEvent.DELIVERY,
        EmailSendingEvent.BOUNCE,
        EmailSendingEvent.COMPLAINT,
        EmailSendingEvent.REJECT,
        EmailSendingEvent.DELIVERY_DELAY,
      ],
    });
    this.identity = new EmailIdentity(this, 'Sender', {
      identity: Identity.domain(mailDomain(config)),
      configurationSet,
      // Bounces come as events; a copy by mail would carry citizens' addresses to a shared mailbox.
      feedbackForwarding: false,
    });
  }
}
