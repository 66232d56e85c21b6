/** Stands for the event-stream codec that SDK clients load, most of them on demand: no call of ours streams events. */
const refuse = (): never => {
  throw new Error('event streams are left out of the bundles');
};

export const eventStreamSerdeProvider = refuse;
export const EventStreamSerde = refuse;
/** Leaves the configuration of a client as it is. */
export const resolveEventStreamSerdeConfig = <Config>(config: Config): Config => config;
