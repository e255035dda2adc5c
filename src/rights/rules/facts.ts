import * as z from 'zod';
import { plainText } from '../../lib/plain-text.js';

const known = <T extends z.ZodType>(type: T, meaning: string) => type.nullable().optional().describe(meaning);

const MAX_WORDS = 100;
// Canonical JSON, of which the digest is taken, cannot hold half a character.
const word = plainText(200).refine((text) => !/\p{Cs}/u.test(text), 'holds half a character');
const yesOrNo = (meaning: string) => known(z.boolean(), meaning);
const count = (meaning: string) => known(z.int().min(0).max(1_000_000_000), meaning);
const words = (meaning: string) => known(z.array(word).max(MAX_WORDS), `${meaning} [] where there is none.`);

/**
 * What is known of how a work came about and who claims it, as rules ask for it. A fact that is not given, or null, is not known: it is
 * never taken for false. Whoever states a fact answers for it; nothing here is checked.
 */
export const factsSchema = z
  .strictObject({
    // Who is named
    authorListed: known(
      z.enum(['human', 'machine', 'none']),
      'Whom the claim or registration names as author; machine where it names a program alone.',
    ),
    coAuthorListed: known(
      word,
      'A co-author who is listed: "human", "none", or else the name of the program that is listed as one.',
    ),
    humanAuthors: count('How many humans contributed expression of their own.'),
    intentToMerge: yesOrNo('They intended their contributions to be merged into one work.'),
    claimantIsAuthor: yesOrNo(
      'Whoever claims the right is an author of the work, and not somebody who acquired it.',
    ),
    employeeInScope: yesOrNo('It was made by an employee within the scope of the employment.'),
    commissionedInCategory: yesOrNo('It was commissioned, for one of the nine uses that 17 USC 101 lists.'),
    signedWriting: yesOrNo('Both parties signed a writing that it is a work made for hire.'),
    // What people did
    humanContribution: words(
      'What people contributed, by act: concept, prompting, reference-input, selection, coordination, arrangement, inpainting-region-choice, compositing, overpainting, colour, retouching.',
    ),
    directHumanParticipation: yesOrNo('A person took part directly in forming the work.'),
    autonomous: yesOrNo('A machine made it with no creative contribution by a human.'),
    freeCreativeChoices: yesOrNo('A person made free and creative choices, and the work shows them.'),
    humanDominance: yesOrNo('The elements that a human determined dominate what came out.'),
    humanSkillAndJudgement: yesOrNo('A person exercised skill and judgement that is more than mechanical.'),
    expressiveInput: words("A person's own expression that went in, such as a drawing."),
    inputPerceptibleInOutput: yesOrNo('That expression can be perceived in what the generator put out.'),
    modification: words('What was done to the output afterwards, or by which means.'),
    claimantMadeArrangements: yesOrNo(
      'The claimant made the arrangements that its creation needed, or caused it to be created.',
    ),
    lawfulUserOfProgram: yesOrNo('Who generated it was a lawful user of the program.'),
    ownerOfProgram: yesOrNo('Who claims it holds the rights in the program.'),
    // How machines were used
    aiUsed: yesOrNo('A generative program had a part in it.'),
    aiElements: words('The elements that a machine generated.'),
    aiPartAboveDeMinimis: yesOrNo('What a machine generated is more than de minimis.'),
    promptsOnly: yesOrNo(
      'What was generated was determined by prompts and by nothing else that a human put in.',
    ),
    prompts: known(z.enum(['none', 'simple', 'detailed']), 'Of what sort the prompts were.'),
    promptCount: count('How many prompts there were, revisions included.'),
    promptCharsMax: count('Characters of the longest prompt.'),
    parametersSet: yesOrNo('A person chose parameters of the generation for their effect.'),
    iterations: count('How often output was looked at and generated anew with other instructions.'),
    // What shows it
    processRecord: yesOrNo('A record of the process was kept while the work was made.'),
    processReconstructed: yesOrNo('The process is shown by generating anew afterwards.'),
    reproducible: yesOrNo('The claimant can bring forth the same output again.'),
    // Filings and publication
    disclaimed: yesOrNo('The registration disclosed and excluded what was generated.'),
    earlierFiling: yesOrNo('An application for it was filed, or a registration made, before.'),
    earlierFilingDisclosedAi: yesOrNo('That earlier filing disclosed what was generated.'),
    registeredWithoutExamination: yesOrNo('It stands in a register that did not examine who is the author.'),
    published: yesOrNo('It was made available to the public.'),
    deepfake: yesOrNo(
      'It resembles existing persons, objects, places or events and would falsely appear to be genuine.',
    ),
    isDeployer: yesOrNo(
      'Whoever asks used the AI system under their own authority, not in a personal, non-professional activity.',
    ),
    evidentlyArtistic: yesOrNo('It is part of an evidently artistic, creative, satirical or fictional work.'),
  })
  .describe('What is not known is null or left out; it is never taken for false');

export type Facts = Readonly<z.infer<typeof factsSchema>>;
export type FactName = keyof Facts;

export const FACT_NAMES = Object.keys(factsSchema.shape) as [FactName, ...FactName[]]; // its keys are FactName's
