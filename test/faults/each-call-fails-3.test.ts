import { eachCallFails } from './each-call-fails.ts';
import { stories } from './stories.ts';

eachCallFails(stories.filter((_, index) => index % 3 === 2));
