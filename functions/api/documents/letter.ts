/** A letter as an office prints it and puts it into an envelope: to whom, and what the mail would have said. */
import { startOfDay } from '../../domain/dates.ts';
import { MailId } from '../../domain/ids.ts';
import type { Block } from '../../domain/papers.ts';
import type { Person } from '../../domain/person.ts';
import { mailSource } from '../../domain/protocol.ts';
import { getCitizen } from '../../store/citizens.ts';
import { getMunicipality } from '../../store/competence.ts';
import { registeredAs } from '../../store/protocol.ts';
import { getTask, isTaskId, type OfficeTask } from '../../store/tasks.ts';
import { noteLook } from '../access-log.ts';
import { conflictWith } from '../cases.ts';
import { table } from '../desk.ts';
import { signed } from '../http.ts';
import { type Reply, requestProblem } from '../problem.ts';
import { isOnListOf } from '../tasks.ts';

const kind = 'letter' satisfies OfficeTask['kind'];

/** Label and value of a line, if it is one: what names something, a colon, and what it is. */
const named = (line: string): readonly [string, string] | undefined => {
  const [, label, value] = /^([^:.?!]{2,60}): (.+)$/.exec(line) ?? [];
  return label === undefined || value === undefined ? undefined : [label, value];
};

/** The lines of a text in pieces of one sort: points of a list, facts with their names, paragraphs. */
function piecesOf(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  for (const line of lines) {
    const last = blocks.at(-1);
    const row = named(line);
    if (line.startsWith('- ')) {
      const items = [...(last?.kind === 'list' ? last.items : []), line.slice(2)];
      blocks.splice(last?.kind === 'list' ? -1 : blocks.length, 1, { kind: 'list', items });
    } else if (row) {
      const rows = [...(last?.kind === 'facts' ? last.rows : []), row];
      blocks.splice(last?.kind === 'facts' ? -1 : blocks.length, 1, { kind: 'facts', rows });
    } else {
      blocks.push({ kind: 'paragraph', text: line });
    }
  }
  return blocks;
}

/** What a communication in plain text says, in pieces: its title and facts first, then heading by heading, its close last. */
export function letterOf(text: string): { readonly title: string; readonly blocks: readonly Block[] } {
  const parts = text
    .trim()
    .split(/\n{2,}/)
    .map((part) => part.split('\n').filter(Boolean));
  const [, [title = ''] = [], facts = [], ...rest] = parts;
  const close = rest.at(-1) ?? [];
  return {
    title,
    blocks: [
      ...piecesOf(facts),
      ...rest
        .slice(0, -1)
        .flatMap(([heading = '', ...lines]) => [{ kind: 'heading', text: heading } as const, ...piecesOf(lines)]),
      ...close.map((line) => ({ kind: 'paragraph', text: line }) as const),
    ],
  };
}

/** The envelope: who, and where; without a fixed home, that it waits at the office. */
export async function addressOf({ givenName, familyName, domicile, language }: Person): Promise<string[]> {
  const who = `${givenName} ${familyName}`;
  if (domicile.address === undefined) {
    return [who, language === 'it' ? 'Da ritirare in ufficio' : 'To be picked up at the office'];
  }
  const town = await getMunicipality(table, domicile.municipality);
  const place = town ? `${town.name} (${town.province})` : domicile.municipality;
  return [who, domicile.address, [domicile.postcode, place].filter(Boolean).join(' ')];
}

/** The letter of a task as a tagged PDF, for who has the task on the own work list; who prints it is noted. */
export function readLetter(bodyName: string) {
  return signed(async (request): Promise<Reply> => {
    const { actor, parameters, language, today } = request;
    const taskId = parameters['id'] ?? '';
    const task = isTaskId(taskId) ? await getTask(table, taskId) : undefined;
    const mailId = MailId.safeParse(taskId.slice(kind.length + 1));
    if (task?.kind !== kind || !task.letter || !task.citizenId || !mailId.success || !isOnListOf(task, actor)) {
      return requestProblem('not-found', language);
    }
    const { citizenId, declarationId, letter } = task;
    const conflict = await conflictWith(table, actor, citizenId, request.receivedAt);
    if (conflict) return requestProblem(conflict, language);
    const citizen = await getCitizen(table, citizenId);
    if (!citizen) return requestProblem('not-found', language);
    const [protocol, to] = await Promise.all([
      registeredAs(table, { source: mailSource(mailId.data), declarationId }),
      addressOf(citizen.person),
    ]);
    await noteLook(table, request, { citizenId, declarationId });
    const { title, blocks } = letterOf(letter.text);
    const { pdfOf } = await import('./pdf.ts');
    const body = await pdfOf(
      { title, blocks, to, language: citizen.person.language },
      { bodyName, at: startOfDay(protocol?.day ?? today), ...(protocol && { number: protocol.number }) },
    );
    return {
      status: 200,
      body,
      headers: { 'content-type': 'application/pdf', 'content-disposition': 'attachment; filename="letter.pdf"' },
    };
  });
}
