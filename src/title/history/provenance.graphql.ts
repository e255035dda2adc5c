import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Mutation,
  ObjectType,
  registerEnumType,
  Resolver,
  Root,
} from 'type-graphql';
import type { Context } from '../../api/context.js';
import { enumOf } from '../../api/enum-of.js';
import { Instant, JsonObject } from '../../api/scalars.js';
import { recordedId, SignedStatementInput } from '../../api/signed-statement.graphql.js';
import { statementOf } from '../../lib/ids.js';
import { personOf, PersonObject } from '../../people/person.graphql.js';
import { CheckpointObject } from '../../register/checkpoint.graphql.js';
import type { Checkpoint } from '../../register/checkpoint-store.js';
import { statementBy, statementNode, StatementObject } from '../../register/statement.graphql.js';
import type { StoredStatement } from '../../register/statement-store.js';
import { WorkObject } from '../../works/work.graphql.js';
import type { Work } from '../../works/work.js';
import { instantAsked } from '../edtf-bounds.js';
import { findProvenance, type EventFlag, type WorkProvenance } from './find-provenance.js';
import { HistoryPartyObject } from './history-party.graphql.js';
import type { EventParty } from './event-parts.js';
import {
  dateOfEvent,
  EVENT_CAPACITIES,
  isMovement,
  type EventCapacity,
  type Passage,
  type ProvenanceEvent,
  type RecordedEvent,
} from './provenance-event.js';
import { recordProvenance } from './record-provenance.js';
import { movesOf } from './stated-title.js';
import { withdrawProvenance } from './withdraw-provenance.js';

export const EventCapacityEnum = enumOf(EVENT_CAPACITIES);
registerEnumType(EventCapacityEnum, {
  name: 'EventCapacity',
  description: 'As what somebody tells the history of a work, the strongest first',
  valuesConfig: { OWNER: { description: 'Owned a share of it when they told it, or had' } },
});

const EventTypeEnum = enumOf(['passage', 'offer', 'search', 'examination']);
registerEnumType(EventTypeEnum, {
  name: 'ProvenanceEventType',
  description: 'What an event of a history is',
  valuesConfig: {
    PASSAGE: { description: 'It came to somebody: title, custody or both' },
    OFFER: { description: 'It was offered, and bought in, withdrawn or not known to have been sold' },
    SEARCH: { description: 'Something was searched: what was not found is examined, too' },
    EXAMINATION: {
      description: 'The object was examined, and is described by the fields of Object ID (ICOM)',
    },
  },
});

export const FlagSeverityEnum = enumOf(['high', 'medium', 'low']);
registerEnumType(FlagSeverityEnum, { name: 'FlagSeverity', description: 'How soon a person should look' });

@ObjectType('HistoryOwner', {
  description: 'To whom it came, with the share of the whole where that is told',
  simpleResolvers: true,
})
class HistoryOwnerObject {
  @Field(() => String, { nullable: true })
  share!: string | null;
}

@ObjectType('ProvenanceEvent', {
  description:
    "An event of a work's history, as somebody who speaks for it states it. Recorded, not examined",
})
export class ProvenanceEventObject {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { nullable: true, description: 'Which object of the work, where there are several' })
  object!: string | null;

  @Field(() => EventCapacityEnum)
  capacity!: EventCapacity;

  @Field(() => Instant, { description: 'When the register took it' })
  recordedAt!: Date;
}

@ObjectType('ProvenanceFlag', {
  description:
    'A question that a provenance raises for a person. Never a finding: a gap implies nothing, and no flag says that anything was stolen',
  simpleResolvers: true,
})
class ProvenanceFlagObject {
  @Field(() => String, { description: 'Such as NAZI_ERA_GAP; one with "?" is a likeness of names' })
  code!: string;

  @Field(() => FlagSeverityEnum)
  severity!: string;

  @Field(() => [ID], { description: 'Ids of the events that it is about; none for the whole' })
  events!: readonly string[];

  @Field(() => String)
  message!: string;

  @Field(() => String, { description: 'What is looked for' })
  rule!: string;

  @Field(() => String, { description: 'Why that matters: a statute, a guideline, a convention' })
  source!: string;

  @Field(() => String, { description: 'What would clear it' })
  clears!: string;
}

@ObjectType('WorkProvenance', {
  description: 'What those who speak for a work tell of its history, as known on a day',
  simpleResolvers: true,
})
class WorkProvenanceObject {
  @Field(() => [ProvenanceEventObject], {
    description:
      'Events that stand, in the order in which they happened; at most 2,000. What competing claimants state comes last, and has no part in text, flags and ownership',
  })
  events!: readonly RecordedEvent[];

  @Field(() => String, {
    description:
      'For a label, in the convention of AAM and CMOA; of several objects a line each, after "Of OBJECT: "; empty where nothing is told',
  })
  text!: string;

  @Field(() => [ProvenanceFlagObject], { description: 'What a person should look at' })
  flags!: readonly EventFlag[];

  @Field(() => Instant, { description: 'What the register took after it has no part in the answer' })
  knownAt!: Date;

  @Field(() => [StatementObject], {
    description:
      'Statements that told of its history and whose words were erased on demand: what they told has no part in the answer',
  })
  erased!: readonly object[];

  @Field(() => CheckpointObject, {
    nullable: true,
    description: 'A signed head of the log that covers all of it; null for the first moments',
  })
  checkpoint!: Checkpoint | null;
}

@InputType({ description: 'A signed statement of the kind record-provenance' })
class RecordProvenanceInput extends SignedStatementInput {}

@InputType({ description: 'A signed statement of the kind withdraw-provenance' })
class WithdrawProvenanceInput extends SignedStatementInput {}

@ObjectType({ description: 'The events are recorded', simpleResolvers: true })
class RecordProvenanceResult {
  @Field(() => WorkObject)
  work!: object;

  @Field(() => StatementObject)
  statement!: object;
}

@ObjectType({ description: 'The events are taken back', simpleResolvers: true })
class WithdrawProvenanceResult {
  @Field(() => WorkObject)
  work!: object;
}

@Resolver()
export class ProvenanceOperations {
  @Mutation(() => RecordProvenanceResult, {
    description:
      'Records events of the history of a work. Refuses WORK_UNKNOWN, NOT_ALLOWED, DATED_IN_THE_FUTURE, MORE_THAN_HELD, SHARES_NOT_ONE, EVENT_UNKNOWN, WITHDRAWN_ALREADY, TOO_MANY_EVENTS and the codes of every statement.',
  })
  async recordProvenance(
    @Arg('input', () => RecordProvenanceInput) input: RecordProvenanceInput,
    @Ctx() context: Context,
  ): Promise<RecordProvenanceResult> {
    const { cid, body } = await recordedId(context, recordProvenance, input);
    const [work, statement] = await Promise.all([
      context.loaders.work.load(body.work),
      statementBy(context, cid),
    ]);
    if (!work || !statement) throw new Error(`the statement ${cid} was recorded a moment ago and is gone`);
    return { work, statement };
  }

  @Mutation(() => WithdrawProvenanceResult, {
    description:
      'Records that somebody takes back events that they stated. Refuses EVENT_UNKNOWN, NOT_ALLOWED, WITHDRAWN_ALREADY and the codes of every statement.',
  })
  async withdrawProvenance(
    @Arg('input', () => WithdrawProvenanceInput) input: WithdrawProvenanceInput,
    @Ctx() context: Context,
  ): Promise<WithdrawProvenanceResult> {
    const { body } = await recordedId(context, withdrawProvenance, input);
    const work = await context.loaders.work.load(body.work);
    if (!work) throw new Error(`${body.work} was there a moment ago and is gone`);
    return { work };
  }
}

@Resolver(() => WorkObject)
export class ProvenanceOfWork {
  @FieldResolver(() => WorkProvenanceObject, {
    description: 'Its history as it is told: events, a text for a label, and flags. Refuses DATE_UNREADABLE',
  })
  async provenance(
    @Root() { id }: Work,
    @Arg('knownAt', () => String, {
      nullable: true,
      description:
        'A day (its end, UTC) or an instant: by what the register had taken until then; now where none is given',
    })
    knownAt: string | null,
    @Ctx() { house }: Context,
  ): Promise<WorkProvenance> {
    const found = await findProvenance(house, { work: id, knownAt: instantAsked('knownAt', knownAt) });
    if (!found) throw new Error(`${id} was there a moment ago and is gone`);
    return { ...found, erased: found.erased.map(statementNode) };
  }
}

const passage = (event: ProvenanceEvent): Partial<Passage> => (event.type === 'passage' ? event : {});

@Resolver(() => ProvenanceEventObject)
export class ProvenanceEventFields {
  @FieldResolver(() => EventTypeEnum)
  type(@Root() { event }: RecordedEvent): string {
    return event.type;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'How it came: an id of arttracks/museum_provenance, such as purchase_at_auction; null where that is not told',
  })
  method(@Root() { event }: RecordedEvent): string | null {
    return passage(event).method ?? null;
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether title passed. Theft, looting and loans move custody alone',
  })
  movesTitle(@Root() { event }: RecordedEvent): boolean {
    return event.type === 'passage' && movesOf(event).title;
  }

  @FieldResolver(() => Boolean)
  movesCustody(@Root() { event }: RecordedEvent): boolean {
    return event.type === 'passage' && movesOf(event).custody;
  }

  @FieldResolver(() => [HistoryPartyObject])
  from(@Root() { event }: RecordedEvent): readonly EventParty[] {
    return passage(event).from ?? [];
  }

  @FieldResolver(() => [HistoryOwnerObject])
  to(@Root() { event }: RecordedEvent): { party: EventParty; share: string | null }[] {
    return (passage(event).to ?? []).map(({ share, ...party }) => ({ party, share: share ?? null }));
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'When it happened or began, in EDTF; of a search or an examination, when it was made',
  })
  begin(@Root() { event }: RecordedEvent): string | null {
    return dateOfEvent(event) ?? null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'When whoever received it ceased to have it, in EDTF',
  })
  end(@Root() { event }: RecordedEvent): string | null {
    return passage(event).end ?? null;
  }

  @FieldResolver(() => [String], {
    description: 'What of it is uncertain: event, method, from, to, agents, begin, end, place, price',
  })
  uncertain(@Root() { event }: RecordedEvent): readonly string[] {
    return isMovement(event) ? (event.uncertain ?? []) : [];
  }

  @FieldResolver(() => JsonObject, {
    description: 'All of it as it was signed: schema/statements/record-provenance.json, events',
  })
  content(@Root() { event }: RecordedEvent): object {
    return event;
  }

  @FieldResolver(() => PersonObject, { description: 'Who states it' })
  statedBy(@Root() { recordedBy }: RecordedEvent): PersonObject {
    return personOf(recordedBy);
  }

  @FieldResolver(() => StatementObject)
  statement(@Root() { id }: RecordedEvent, @Ctx() context: Context): Promise<StoredStatement | null> {
    return statementBy(context, statementOf(id));
  }
}

@Resolver(() => HistoryOwnerObject)
export class HistoryOwnerFields {
  @FieldResolver(() => HistoryPartyObject)
  party(@Root() { party }: { party: EventParty }): EventParty {
    return party;
  }
}
