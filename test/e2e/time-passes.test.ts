import { afterAll, beforeAll } from 'vitest';
import { startOwnClock, stopOwnClock } from './support/clock.ts';
import { mailboxesThatBounce } from './time/bounces.ts';
import { filesThatNobodyCompletes } from './time/closing.ts';
import { convenedNeverExpired } from './time/convening.ts';
import { definitionsWithAVerbMore } from './time/definitions.ts';
import { waitingForADid } from './time/elsewhere.ts';
import { whatIsErased } from './time/erasing.ts';
import { executionsThatDoNotServe } from './time/executions.ts';
import { commandsThatFail } from './time/failing.ts';
import { executionsThatAreLost } from './time/lost.ts';
import { mailboxesThatChange } from './time/mailboxes.ts';
import { workThatLasts } from './time/working.ts';

// One clock for all of these: it moves every case of its instance, so they follow one another.
beforeAll(startOwnClock, 180_000);
afterAll(stopOwnClock);

executionsThatAreLost();
executionsThatDoNotServe();
definitionsWithAVerbMore();
commandsThatFail();
filesThatNobodyCompletes();
convenedNeverExpired();
mailboxesThatBounce();
mailboxesThatChange();
waitingForADid();
workThatLasts();
// It looks ten years ahead, at every case of the others too: the last.
whatIsErased();
