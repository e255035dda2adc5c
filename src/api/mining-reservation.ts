import type { IRouter } from 'express';
import {
  filesWithPreference,
  preferencesOfFile,
  preferencesOfWorks,
} from '../rights/training-preference-store.js';
import {
  isMiningReserved,
  preferenceInForce,
  type TrainingPreference,
} from '../rights/training-preference.js';
import type { House } from './context.js';

/** More than these are told by the headers of each file alone. */
const MOST_FILES = 10_000;
const FILES_AT_ONCE = 1000;

/** Headers of an answer that gives a work's file (TDM Reservation Protocol §4.1); none where nothing is stated of its works. */
export async function reservationHeaders(
  { database: { tables } }: House,
  cid: string,
): Promise<Record<string, string>> {
  return headersOf(byWork(await preferencesOfFile(tables, cid)));
}

/** Of a file of several works what any of them reserves is reserved. */
function headersOf(preferences: readonly TrainingPreference[]): Record<string, string> {
  const reserving = preferences.find(isMiningReserved);
  const told = reserving ?? preferences[0];
  return told
    ? {
        'tdm-reservation': reserving ? '1' : '0',
        ...(told.policyUrl !== null && { 'tdm-policy': told.policyUrl }),
      }
    : {};
}

function byWork(stated: readonly TrainingPreference[]): TrainingPreference[] {
  const works = [...new Set(stated.map(({ work }) => work))];
  return works.flatMap((id) => preferenceInForce(stated.filter(({ work }) => work === id)) ?? []);
}

/** GET /.well-known/tdmrep.json (TDM Reservation Protocol §4.2): which files and pictures are reserved, at most so many. */
export function reservationRoute(routes: IRouter, house: House): void {
  const { tables } = house.database;
  routes.get('/.well-known/tdmrep.json', async (_request, response) => {
    const rules: Record<string, unknown>[] = [];
    for (let after = '', isMore = true; isMore && rules.length < MOST_FILES;) {
      const files = await filesWithPreference(tables, after, FILES_AT_ONCE);
      const stated = await preferencesOfWorks(tables, [...new Set(files.map(({ work }) => work))]);
      for (const { file, work } of files) {
        const inForce = preferenceInForce(stated.filter((one) => one.work === work));
        if (!inForce) continue;
        const { 'tdm-reservation': reservation, 'tdm-policy': policy } = headersOf([inForce]);
        const rule = {
          'tdm-reservation': Number(reservation),
          ...(policy !== undefined && { 'tdm-policy': policy }),
        };
        const locations = [`/files/${file}`, `/works/${work}/picture`, `/iiif/3/${file}/*`];
        rules.push(...locations.map((location) => ({ location, ...rule })));
      }
      isMore = files.length === FILES_AT_ONCE;
      after = files.at(-1)?.file ?? after;
    }
    response.set('Cache-Control', 'public, max-age=60').json(rules.slice(0, MOST_FILES));
  });
}
