import { registerEnumType } from 'type-graphql';

export const CapacityEnum = {
  REGISTRANT: 'registrant',
  CLAIMANT: 'claimant',
  COMPETING_CLAIMANT: 'competing-claimant',
} as const;
registerEnumType(CapacityEnum, {
  name: 'Capacity',
  description: 'In which capacity a person spoke for a work, by what the register had taken until then',
  valuesConfig: {
    REGISTRANT: { description: 'They registered it' },
    CLAIMANT: { description: 'They upheld a claim on it that was made against no other' },
    COMPETING_CLAIMANT: {
      description:
        'They upheld a claim that was made against an earlier one, which anybody may do: what they say stands beside what others say',
    },
  },
});
