import http from 'node:http';
import { pipeline } from 'node:stream';
import * as z from 'zod/mini';
import type { Inbox, Mail } from './inbox.ts';
import {
  framedMail,
  inboxPage,
  landingPage,
  mailPage,
  missingPage,
  type PaperAnswer,
  privacyPage,
  verifyPage,
} from './pages.ts';
import { startWithFree } from './ports.ts';
import { readRunFile } from './run-file.ts';
import { LocalProblem, type Settings } from './settings.ts';

/** Where the gateway says which instance it belongs to. */
export const statusPath = '/local/status';

/** The one server of the portal's port: `/v1` of the deployed API, the inbox, the first page. */
export interface Gateway {
  /** From now on requests reach this API. Before, they are told to wait. */
  open(apiId: string): void;
  close(): Promise<void>;
}

const securityHeaders = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'self'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

/** The frame's document may show itself and images, run nothing, and open links in new windows. */
const frameHeaders = {
  'content-security-policy':
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline' https:; img-src data: https:; font-src https: data:",
  'x-content-type-options': 'nosniff',
};

function send(
  response: http.ServerResponse,
  status: number,
  type: string,
  body: string,
  headers: http.OutgoingHttpHeaders = {},
): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', ...headers });
  response.end(body);
}

const sendPage = (response: http.ServerResponse, status: number, body: string) =>
  send(response, status, 'text/html; charset=utf-8', body, securityHeaders);

function sendProblem(response: http.ServerResponse, status: number, detail: string): void {
  const problem = { type: 'about:blank', title: http.STATUS_CODES[status], status, detail };
  send(
    response,
    status,
    'application/problem+json',
    JSON.stringify(problem),
    status === 503 ? { 'retry-after': '2' } : {},
  );
}

/** Header names and values in turn, without those that speak of one connection only. */
function endToEnd(rawHeaders: readonly string[]): string[] {
  const isName = (index: number) => index % 2 === 0;
  const ofConnection = (name: string | undefined) => /^(connection|keep-alive|proxy-connection)$/i.test(name ?? '');
  return rawHeaders.filter((_, index) => !ofConnection(rawHeaders[isName(index) ? index : index - 1]));
}

/** So many requests are under way at once and the others wait: the emulator starts a process for each. */
const lanes = new http.Agent({ maxSockets: 16 });

/** Passes a request on to the API and its answer back: method, path, headers, status and bodies unchanged. */
function forward(
  request: http.IncomingMessage,
  response: http.ServerResponse,
  settings: Settings,
  apiId: string,
): void {
  const { connection: _, ...headers } = request.headers;
  const upstream = http.request({
    host: '127.0.0.1',
    port: settings.awsPort,
    method: request.method,
    path: request.url,
    // The emulator tells APIs apart by host name.
    headers: { ...headers, host: `${apiId}.execute-api.localhost:${settings.awsPort}` },
    agent: lanes,
  });
  upstream.once('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, endToEnd(answer.rawHeaders));
    pipeline(answer, response, () => upstream.destroy());
  });
  upstream.on('error', () => {
    if (!response.headersSent)
      sendProblem(response, 502, 'The local AWS does not answer. Stop the local stack and start it again.');
  });
  // A client that goes away takes its request along.
  response.once('close', () => upstream.destroy());
  request.pipe(upstream);
}

const Paper = z.object({
  authentic: z.boolean(),
  issuedOn: z.nullable(z.string()),
  stillLive: z.nullable(z.boolean()),
});

/** What the API says of a paper's code, `undefined` where it does not answer. */
async function askPaper({ port }: Settings, code: string): Promise<PaperAnswer | undefined> {
  const answer = await fetch(`http://127.0.0.1:${port}/v1/verify/${encodeURIComponent(code)}`).catch(() => undefined);
  return answer?.ok ? Paper.parse(await answer.json()) : undefined;
}

/** Brings an answer to a mail to the service. */
export type Reply = (mail: Mail, answer: { readonly text: string; readonly from: string | undefined }) => Promise<void>;

const mostText = 100_000;

/** Takes the form of an answer to a mail, and leads back to the mail. */
async function takeAnswer(
  request: http.IncomingMessage,
  response: http.ServerResponse,
  mail: Mail | undefined,
  reply: Reply,
): Promise<void> {
  if (mail === undefined) return sendPage(response, 404, missingPage());
  // Another page of this browser must not write in somebody's name.
  if (request.headers['sec-fetch-site'] !== 'same-origin') return sendProblem(response, 403, 'Only this page may.');
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  const form = new URLSearchParams(Buffer.concat(parts).toString('utf8').slice(0, mostText));
  const [text, from] = [form.get('text')?.trim() ?? '', form.get('from')?.trim() ?? ''];
  if (text === '') return sendProblem(response, 422, 'An answer says something.');
  try {
    await reply(mail, { text, from: from === '' ? undefined : from });
  } catch (error) {
    if (!(error instanceof LocalProblem)) throw error;
    return sendProblem(response, 409, error.message);
  }
  response.writeHead(303, { location: `/inbox/${encodeURIComponent(mail.id)}?answered` });
  response.end();
}

async function answerInbox(url: URL, response: http.ServerResponse, inbox: Inbox): Promise<void> {
  const [, , id, part] = url.pathname.split('/');
  const all = await inbox.all();
  if (id) {
    const mail = all.find((candidate) => candidate.id === id);
    if (mail === undefined) return sendPage(response, 404, missingPage());
    if (part === 'html') return send(response, 200, 'text/html; charset=utf-8', framedMail(mail), frameHeaders);
    return sendPage(response, 200, mailPage(mail, url.searchParams.has('answered')));
  }
  const to = (url.searchParams.get('to') ?? '').trim();
  const wanted =
    to === '' ? all : all.filter((mail) => mail.to.some((address) => address.toLowerCase().includes(to.toLowerCase())));
  if (url.searchParams.get('format') === 'json') return send(response, 200, 'application/json', JSON.stringify(wanted));
  sendPage(response, 200, inboxPage(wanted, to));
}

/**
 * Begins to serve on the instance's port, which also keeps a second start from doing the same work.
 * @throws LocalProblem if the port is taken
 */
export async function openGateway(settings: Settings, inbox: Inbox, reply: Reply): Promise<Gateway> {
  let apiId: string | undefined;

  async function answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const url = new URL(`http://localhost${request.url ?? '/'}`);
    if (url.pathname === statusPath) {
      const status = { instance: settings.dir, pid: process.pid, ready: apiId !== undefined };
      return send(response, 200, 'application/json', JSON.stringify(status));
    }
    if (apiId === undefined) return sendProblem(response, 503, 'The local stack is being started.');
    if (url.pathname === '/v1' || url.pathname.startsWith('/v1/')) return forward(request, response, settings, apiId);
    const [, , id] = /^\/(inbox)\/([^/]+)\/reply$/.exec(url.pathname) ?? [];
    if (id !== undefined && request.method === 'POST') {
      const mail = (await inbox.all()).find((candidate) => candidate.id === id);
      return takeAnswer(request, response, mail, reply);
    }
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return sendProblem(response, 405, 'Only /v1 takes this method.');
    if (url.pathname === '/inbox' || url.pathname.startsWith('/inbox/')) return answerInbox(url, response, inbox);
    if (url.pathname === '/') return sendPage(response, 200, landingPage());
    if (url.pathname === '/privacy') return sendPage(response, 200, privacyPage());
    if (url.pathname === '/verifica') {
      const code = (url.searchParams.get('codice') ?? '').trim();
      return sendPage(response, 200, verifyPage(code, code === '' ? undefined : await askPaper(settings, code)));
    }
    sendPage(response, 404, missingPage());
  }

  const server = http.createServer((request, response) => {
    answer(request, response).catch(() => {
      if (!response.headersSent) sendProblem(response, 500, 'The local gateway failed to answer.');
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      // The local AWS may have outlived the server that began it: then its port is this instance's own.
      const { emulatorPid, awsPort } = readRunFile(settings.dir);
      const ours = emulatorPid !== undefined && awsPort === settings.awsPort;
      const why =
        error.code === 'EADDRINUSE'
          ? `Port ${settings.port}, meant for the portal, is taken by another program. Stop that program or choose free ports`
          : `Port ${settings.port} cannot be used (${error.code}). Choose free ports`;
      startWithFree(settings, ours ? 'awsPort' : 'none').then(
        (start) => reject(new LocalProblem(`${why}: ${start}`)),
        reject,
      );
    });
    server.listen(settings.port, '127.0.0.1', resolve);
  });
  return {
    open(id) {
      apiId = id;
    },
    close() {
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}
