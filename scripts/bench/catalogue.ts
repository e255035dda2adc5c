import { openClient } from '../../src/cli/client.js';
import { referenceTo } from '../../src/works/file.js';
import type { Question } from './load.js';
import { fileOf, forEachAtOnce, originOf, participant, type Participant } from './participant.js';
import { aPicture } from './pictures.js';

/** More than a page, so that the question for 50 leaves some out. */
const WORKS = 60;
const AT_ONCE = 8;
const SIZE = { width: 256, height: 192 };

/** What both questions ask of a work: its claims with their claimants, and its owners. */
const SHOWN = `fragment Shown on Work {
  id title makers { name } dateMade medium registeredAt registrant { id }
  claims(first: 10) {
    pageInfo { hasNextPage endCursor }
    edges { node { id status basis recordedAt by { signedAt withdrawnAt person { id address } } } }
  }
  owners { share heldFrom heldUntil owner { id address } }
}`;

const ONE_WORK = `query OneWork($id: ID!) { work(id: $id) { ...Shown } } ${SHOWN}`;
const MANY_WORKS = `query ManyWorks($first: Int!) {
  works(first: $first) { pageInfo { hasNextPage endCursor } edges { node { ...Shown } } }
} ${SHOWN}`;

export const oneWork = (id: string): Question => ({ query: ONE_WORK, variables: { id } });
export const manyWorks = (first: number): Question => ({ query: MANY_WORKS, variables: { first } });

/**
 * Fills a server's catalogue as people would: each work is registered with a picture and claimed by two persons, who
 * then own a half each; against every third a competing claim is made.
 */
export async function fillCatalogue(url: string): Promise<void> {
  const client = openClient(url);
  const log = { client, origin: await originOf(client) };
  const [ada, bob, eve] = ['ada', 'bob', 'eve'].map((name) => participant(name, log)) as [
    Participant,
    Participant,
    Participant,
  ]; // map keeps the length
  const works = Array.from({ length: WORKS }, (_, at) => at);
  await forEachAtOnce(works, AT_ONCE, async (at) => {
    const picture = await fileOf(await aPicture(`catalogue ${at}`, null, SIZE), 'image/jpeg');
    const { work } = await ada.state<{ work: { id: string } }>('register-work', {
      body: {
        title: `Composition No. ${at + 1}`,
        makers: [{ name: 'Ada', person: ada.address }, { name: 'Bob' }],
        dateMade: String(1900 + at),
        ...(at % 2 === 0 && { medium: 'oil on canvas' }),
        files: [referenceTo(picture)],
      },
      files: [picture],
      select: '{ ... on RegisteredWork { work { id } } }',
    });
    const { claim } = await ada.state<{ claim: { id: string } }>('claim-authorship', {
      body: { work: work.id, claimants: [ada.address, bob.address], basis: 'joint-authors' },
      select: '{ claim { id } }',
    });
    await bob.state('co-sign-claim', { body: { claim: claim.id }, select: '{ claim { id } }' });
    if (at % 3 === 0)
      await eve.state('claim-authorship', {
        body: { work: work.id, claimants: [eve.address], basis: 'author', competesWith: claim.id },
        select: '{ claim { id } }',
      });
  });
}
