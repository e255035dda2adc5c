import { addressOf, aPerson, describeHouses, type TestHouse } from '../fixtures/house.js';
import { declareDerivation } from '../../src/originality/declare-derivation.js';
import { permitDerivation } from '../../src/originality/permit-derivation.js';
import { recorderInHouse } from '../register/a-register.js';
import { watchSql } from '../register/sql.js';

const ada = aPerson('ada');
const bob = aPerson('bob');

const LIST = `query ($first: Int!) { works(first: $first) { edges { node {
  id title registrant { id } files { cid }
  claims(first: 10) { edges { node { id status by { person { id } signedAt } } } }
  owners { share owner { id } }
  history { method to { share owner { id } } }
  derivations { registered {
    from(first: 5) { edges { node { how source { title } } } }
    to(first: 5, standing: true) { edges { node { how work { title } } } }
  } }
  derivationPermissions(first: 5) { edges { node { state to { id } } } }
} } } }`;

interface Listed {
  readonly works: {
    readonly edges: readonly {
      readonly node: {
        readonly claims: {
          readonly edges: readonly { readonly node: { readonly by: readonly object[] } }[];
        };
        readonly owners: readonly object[];
        readonly derivations: {
          readonly registered: Record<'from' | 'to', { readonly edges: readonly object[] }>;
        };
        readonly derivationPermissions: { readonly edges: readonly object[] };
      };
    }[];
  };
}

/** What the question reads: the register's own tables are read and written meanwhile by checkpoints and anchors. */
const CATALOGUE =
  /\b(works|work_files|files|claims|claimants|transfers|holdings|derivations|derivation_permissions)\b/;

const LISTED = {
  name: 'a list of works with claims, claimants, owners, derivations and permissions',
  alone: 'PostgreSQL',
} as const;

describeHouses(LISTED, (open) => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await open();
    const register = recorderInHouse(house.ports);
    const works: string[] = [];
    for (let count = 0; count < 50; count += 1) {
      const work = await register.work(ada);
      const source = works.at(-1);
      works.push(work);
      const claimants = [ada, bob].slice(0, 1 + (count % 2)).map(addressOf);
      const claim = await register.claim(ada, { work, claimants });
      if (source && count % 10 === 0) {
        await register.record(ada, declareDerivation, { work, source, how: 'version' });
        await register.record(ada, permitDerivation, { source, to: addressOf(bob), terms: 'All' });
      }
      if (count % 5 === 0) await register.claim(aPerson('eve'), { work, competesWith: claim });
    }
  });
  afterAll(async () => {
    await house.close();
    expect(house.failures).toEqual([]);
  });

  const ask = async (first: number) => {
    const statements: string[] = [];
    const stop = watchSql(house.ports.database, {
      before: (sql) => {
        if (CATALOGUE.test(sql)) statements.push(sql);
      },
    });
    const { works } = await house.client.ask<Listed>(LIST, { first });
    stop();
    return { works: works.edges.map(({ node }) => node), statements };
  };

  it('costs 11 to 13 SQL statements, be it 10 works or 50', async () => {
    const few = await ask(10);
    const many = await ask(50);
    expect(few.works).toHaveLength(10);
    expect(many.works).toHaveLength(50);
    const sum = (counts: readonly number[]) => counts.reduce((a, b) => a + b);
    expect(sum(many.works.map(({ claims }) => claims.edges.length))).toBe(60);
    expect(sum(many.works.map(({ owners }) => owners.length))).toBe(25);
    const lists = many.works.map(({ derivations: { registered }, derivationPermissions }) =>
      [registered.from, registered.to, derivationPermissions].map(({ edges }) => edges.length),
    );
    expect([0, 1, 2].map((at) => sum(lists.map((list) => list[at] ?? 0)))).toEqual([4, 4, 4]);
    // Three lists lead to works: where the database answers them in one turn, those are read together.
    for (const { statements } of [few, many]) {
      expect(statements.length).toBeGreaterThanOrEqual(11);
      expect(statements.length).toBeLessThanOrEqual(13);
    }
    expect(new Set(few.statements.map(tableOf))).toEqual(new Set(many.statements.map(tableOf)));
  });
});

const tableOf = (sql: string): string => CATALOGUE.exec(sql)?.[1] ?? '';
