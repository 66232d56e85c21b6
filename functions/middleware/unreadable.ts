import type { Tools } from './observed.ts';

/** Tells the operators of the system of an item that cannot be read, by its partition key, which is an id. */
export const tellUnreadable =
  ({ logger, count }: Tools) =>
  (pk: string): void => {
    logger.error('an item cannot be read and is passed over', { messageCode: 'RECORD_UNREADABLE', pk });
    count('RecordUnreadable');
  };
