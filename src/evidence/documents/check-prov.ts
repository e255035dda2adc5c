import { PROV_ELEMENTS, PROV_RELATIONS, type ProvBundle, type ProvDocument } from './prov-writer.js';

/** Which kind of element each end of a relation names (PROV-JSON, §3). */
const ENDS: Readonly<Record<string, readonly (typeof PROV_ELEMENTS)[number][]>> = {
  'prov:entity': ['entity'],
  'prov:activity': ['activity'],
  'prov:agent': ['agent'],
  'prov:collection': ['entity'],
  'prov:generatedEntity': ['entity'],
  'prov:usedEntity': ['entity'],
  'prov:influencee': ['entity', 'activity', 'agent'],
  'prov:influencer': ['entity', 'activity', 'agent'],
};

/**
 * What is not well formed, or not in an order in which it could have happened: relations that name what is not declared, and of
 * PROV-CONSTRAINTS (W3C Recommendation) start-precedes-end, generation-precedes-usage, derivation-generation-generation-ordering as far as
 * activities have times, and derivations that go round. What it finds in dates, a claim says so; a checker of ours cannot mend it.
 */
export function provProblems(document: ProvDocument): string[] {
  return [
    ...bundleProblems(document, 'the document'),
    ...Object.entries(document.bundle).flatMap(([id, bundle]) => [
      ...(document.entity?.[id] ? [] : [`The bundle ${id} is no declared entity.`]),
      ...bundleProblems(bundle, id),
    ]),
  ];
}

const bundleProblems = (bundle: ProvBundle, where: string): string[] =>
  [...endProblems(bundle), ...orderProblems(bundle)].map((problem) => `In ${where}: ${problem}`);

function endProblems(bundle: ProvBundle): string[] {
  return PROV_RELATIONS.flatMap((section) =>
    Object.values(bundle[section] ?? {}).flatMap((relation) =>
      Object.entries(relation).flatMap(([name, value]) => {
        const kinds = ENDS[name];
        if (!kinds || typeof value !== 'string') return [];
        const isDeclared = kinds.some((kind) => Object.hasOwn(bundle[kind] ?? {}, value));
        return isDeclared ? [] : [`${section} names ${value}, which is no declared ${kinds.join(' or ')}.`];
      }),
    ),
  );
}

interface Times {
  readonly begin: string | null;
  readonly end: string | null;
}

function orderProblems(bundle: ProvBundle): string[] {
  const relations = (section: (typeof PROV_RELATIONS)[number]) =>
    Object.values(bundle[section] ?? {}).map(textsOf);
  const timesOf = (activity: string): Times => {
    const told = textsOf(bundle.activity?.[activity] ?? {});
    return { begin: told['prov:startTime'] ?? null, end: told['prov:endTime'] ?? null };
  };
  const backwards = Object.keys(bundle.activity ?? {}).flatMap((id) => {
    const { begin, end } = timesOf(id);
    return begin !== null && end !== null && begin > end ? [`${id} ends before it starts.`] : [];
  });
  const made = new Map(
    relations('wasGeneratedBy').map((one) => [one['prov:entity'] ?? '', one['prov:activity'] ?? '']),
  );
  const early = relations('used').flatMap((one) => {
    const [entity = '', user = ''] = [one['prov:entity'], one['prov:activity']];
    const maker = made.get(entity);
    if (maker === undefined || maker === user) return [];
    const [from, until] = [timesOf(maker).begin, timesOf(user).end];
    return from !== null && until !== null && until < from
      ? [`${user} used ${entity} and ended before ${maker}, which made it, started.`]
      : [];
  });
  return [...backwards, ...early, ...circles(relations('wasDerivedFrom'))];
}

function circles(derivations: readonly Readonly<Record<string, string>>[]): string[] {
  const sources = new Map<string, string[]>();
  for (const one of derivations) {
    const [made = '', from = ''] = [one['prov:generatedEntity'], one['prov:usedEntity']];
    sources.set(made, [...(sources.get(made) ?? []), from]);
  }
  return [...sources.keys()].flatMap((start) => {
    const reached = new Set<string>();
    const open = [...(sources.get(start) ?? [])];
    for (let one = open.pop(); one !== undefined; one = open.pop()) {
      if (reached.has(one)) continue;
      reached.add(one);
      open.push(...(sources.get(one) ?? []));
    }
    return reached.has(start) ? [`${start} is derived from itself.`] : [];
  });
}

const textsOf = (value: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) => (typeof member === 'string' ? [[name, member]] : [])),
  );
