/** How a work came to somebody, as schema/statements/record-provenance.json names it, and in words: what people tell most. */
export const PASSAGES: readonly {
  readonly about: string;
  readonly methods: readonly (readonly [method: string, name: string])[];
}[] = [
  {
    about: 'It came to be theirs',
    methods: [
      ['sale', 'Sale'],
      ['private_sale', 'Private sale'],
      ['purchase_at_auction', 'Sale at auction'],
      ['gift', 'Gift'],
      ['bequest', 'Bequest'],
      ['by_descent', 'By descent'],
      ['exchange', 'Exchange'],
      ['commission', 'Commission'],
      ['restitution', 'Restitution'],
      ['transfer', 'Transfer'],
    ],
  },
  {
    about: 'It was with them, and not theirs',
    methods: [
      ['possessed_by', 'In their custody'],
      ['on_loan', 'Loan'],
      ['consignment', 'Consignment'],
      ['on_deposit', 'Deposit'],
      ['on_tour', 'Tour'],
      ['delivered', 'Delivery'],
      ['returned', 'Return'],
    ],
  },
  {
    about: 'It was taken or lost',
    methods: [
      ['lost', 'Loss'],
      ['destruction', 'Destruction'],
      ['theft', 'Theft'],
      ['looting', 'Looting'],
      ['confiscation', 'Confiscation'],
      ['forced_sale', 'Forced sale'],
    ],
  },
  { about: 'Otherwise', methods: [['', 'It is not known how']] },
];
