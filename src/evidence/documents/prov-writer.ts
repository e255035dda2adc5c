export type Attributes = Readonly<Record<string, unknown>>;
type Relation = Readonly<Record<string, string>>;

/** The sections of PROV-JSON that are written here: declarations and relations by their ids. */
export const PROV_ELEMENTS = ['entity', 'activity', 'agent'] as const;
export const PROV_RELATIONS = [
  'wasGeneratedBy',
  'used',
  'wasDerivedFrom',
  'wasAssociatedWith',
  'wasAttributedTo',
  'wasInfluencedBy',
  'hadMember',
] as const;

type Section = (typeof PROV_ELEMENTS)[number] | (typeof PROV_RELATIONS)[number];
export type ProvBundle = Readonly<Partial<Record<Section, Readonly<Record<string, Attributes>>>>>;
export type ProvDocument = ProvBundle & {
  readonly prefix: Readonly<Record<string, string>>;
  readonly bundle: Readonly<Record<string, ProvBundle>>;
};

export type ProvWriter = ReturnType<typeof bundleWriter>;

export function bundleWriter() {
  const sections: Partial<Record<Section, Record<string, Attributes>>> = {};
  let relations = 0;
  return {
    declare(section: (typeof PROV_ELEMENTS)[number], id: string, attributes: Attributes): void {
      sections[section] ??= {};
      sections[section][id] ??= attributes;
    },
    relate(section: (typeof PROV_RELATIONS)[number], ends: Relation, attributes: Attributes = {}): void {
      relations += 1;
      sections[section] ??= {};
      sections[section][`_:r${relations}`] = { ...ends, ...attributes };
    },
    bundle: (): ProvBundle => sections,
  };
}

/** That somebody had part in an activity, in a role. */
export const associate = (
  writer: ProvWriter,
  { activity, agent, role }: { activity: string; agent: string; role: string },
): void =>
  writer.relate(
    'wasAssociatedWith',
    { 'prov:activity': activity, 'prov:agent': agent },
    { 'prov:role': qualified(`terms:${role}`) },
  );

export const qualified = (name: string) => ({ $: name, type: 'prov:QUALIFIED_NAME' });
export const dateTime = (instant: string) => ({ $: instant, type: 'xsd:dateTime' });
