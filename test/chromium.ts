import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The system's Chromium, as `CHROMIUM` names it or where distributions put it; `undefined` if there is none. */
export function findChromium(): string | undefined {
  return [process.env['CHROMIUM'] ?? '', ...places].find((place) => place !== '' && existsSync(place));
}

const installs = (...args: string[]) => spawnSync('apt-get', args, { stdio: 'ignore' }).status === 0;

/** Installs Debian's Chromium where that is possible; gives the one command to run where it is not. */
export function ensureChromium(): { readonly missing?: string } {
  if (findChromium()) return {};
  const root = process.getuid?.() === 0;
  if (root && installs('update', '-qq') && installs('install', '-y', '-qq', 'chromium') && findChromium()) return {};
  return { missing: 'The pages are tested in Chromium, which is not here. Install it: sudo apt-get install chromium' };
}
