import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import { expressMiddleware } from '@as-integrations/express5';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import express, { type ErrorRequestHandler } from 'express';
import { specifiedRules, type GraphQLSchema, type ValidationRule } from 'graphql';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { followSearches } from '../originality/follow-searches.js';
import { keepComparing } from '../originality/keep-comparing.js';
import { openHashSearch } from '../originality/open-hash-search.js';
import { openLookSearch } from '../originality/open-look-search.js';
import type { BuiltPages, Ports } from '../ports.js';
import { openSequencer } from '../register/open-sequencer.js';
import type { AnchoringLimits } from '../register/anchor-fees.js';
import { findHalt } from '../register/find-halt.js';
import { CannotContinue, haltFrom, type Halt } from '../register/halt.js';
import { watchHead } from '../register/watch-head.js';
import { keepPublishing, type Publishing } from '../register/keep-publishing.js';
import { buildApiSchema } from './build-schema.js';
import { checkCost } from './check-cost.js';
import { checkNesting } from './check-nesting.js';
import { compiledExecution } from './compiled-execution.js';
import type { Context, House } from './context.js';
import { evidenceRoute } from './evidence-route.js';
import { explorerRoute } from './explorer-route.js';
import { reportLimit } from '../claims/reports/accept-report.js';
import { fileRoute } from './file-route.js';
import { iiifRoutes } from './iiif-route.js';
import { formatError } from './format-error.js';
import { logRoutes } from './log-routes.js';
import { loadersOver } from './loaders.js';
import { logFailures } from './log-failures.js';
import { reservationRoute } from './mining-reservation.js';
import { pageRoutes } from './page-routes.js';
import { pictureRoute } from './picture-route.js';
import { subscriptionRoute } from './subscription-route.js';
import { uploadRoute } from './upload-route.js';

/** The deepest selection that is answered; the longest sensible question has about ten. */
const MOST_DEPTH = 20;
const MOST_TOKENS = 20_000;

/** Beside those of the specification. */
const VALIDATION: ValidationRule[] = [
  maxDepthRule({
    n: MOST_DEPTH,
    ignoreIntrospection: true,
    // Reported like what any other rule finds; by itself the rule throws, which would count as our failure.
    propagateOnRejection: false,
    onReject: [(context, error) => context?.reportError(error)],
  }),
];

interface Manner extends AnchoringLimits {
  /** 0 takes a free one. */
  readonly port: number;
  readonly publicUrl: string | null;
  /** Addresses of the keys of those who operate the server. */
  readonly operators: readonly string[];
  /** How many proxies stand before it: 0 takes the address of the connection for the client's. */
  readonly proxies: number;
  /** Left out, there are none. */
  readonly pages?: BuiltPages;
  /** Told of everything that failed and is not the caller's to mend. */
  readonly onError: (error: unknown) => void;
}

export interface Serving {
  readonly url: string;
  /** Ends after the requests and the checkpoint that are under way; the ports stay open. */
  close(): Promise<void>;
}

/** Of a log that must not go on. */
const NO_PUBLISHING: Publishing = {
  notice: () => undefined,
  halt: () => Promise.resolve(),
  stop: () => Promise.resolve(),
};

/**
 * Serves the API over the ports, and keeps publishing checkpoints and anchors meanwhile. Where the log must not go on
 * from what is here, it only answers questions, and says so.
 */
export async function serve(
  ports: Ports,
  { port, publicUrl, onError, operators, proxies, pages, ...limits }: Manner,
): Promise<Serving> {
  // First: what fails from here on would leave something running.
  const schema = await buildApiSchema();
  const app = express().disable('x-powered-by').disable('etag').set('trust proxy', proxies);
  const http = createServer(app);
  // Before anything is signed: an old copy of the database must not go on where the chain is ahead.
  let halt = await findHalt(ports);
  const haltFor = (found: Halt) => {
    halt = found;
    onError(
      new Error(
        `THE REGISTER IS HALTED: it answers questions, and records, signs and anchors nothing. ${found.reason} ${found.wayOut}`,
      ),
    );
  };
  // The ports last: a configuration, of which the limits may be a part, names the witnesses that they have opened.
  const publishing = halt
    ? NO_PUBLISHING
    : keepPublishing({ ...limits, ...ports, onError: onPublishingError });
  function onPublishingError(error: unknown): void {
    if (!(error instanceof CannotContinue)) onError(error);
    else if (!halt) {
      haltFor(haltFrom(error, ports.clock.now()));
      void publishing.halt();
    }
  }
  if (halt) haltFor(halt);
  let ownUrl = '';
  const hashes = openHashSearch({ ...ports, openThread: ports.searchThreads.openHashes, onError });
  const looks = openLookSearch({ ...ports, openThread: ports.searchThreads.openLooks, onError });
  const comparing = halt ? null : keepComparing({ ...ports, hashes, looks, onError });
  const house: House = {
    ...ports,
    hashes,
    looks,
    searches: followSearches(),
    origin: ports.log.name,
    halted: () => halt,
    sequencer: openSequencer({
      ...ports,
      onRecorded: () => {
        publishing.notice();
        comparing?.notice();
      },
      halted: () => halt,
    }),
    operators,
    reports: reportLimit(),
    publicUrl: () => publicUrl ?? ownUrl,
  };

  const openLoaders = loadersOver(ports.database.tables);
  const apollo = await startApollo({ schema, http, onError });
  app.use(securityHeaders);
  app.put('/uploads/:token', uploadRoute(house));
  app.get('/files/:cid', fileRoute(house));
  iiifRoutes(app, house);
  logRoutes(app, house);
  app.get('/works/:id/evidence.zip', evidenceRoute(house));
  app.post('/works/:id/evidence.zip', express.json({ limit: '4mb' }), evidenceRoute(house));
  app.get('/works/:id/picture', pictureRoute(house));
  reservationRoute(app, house);
  const openContext = (client: string): Context => ({ house, loaders: openLoaders(), client });
  app.use(
    '/graphql/stream',
    neverKept,
    express.json({ limit: '1mb' }),
    subscriptionRoute({
      schema,
      rules: [...specifiedRules, ...VALIDATION],
      maxTokens: MOST_TOKENS,
      heads: watchHead(ports.database.tables),
      openContext,
    }),
  );
  app.use(
    '/graphql',
    neverKept,
    express.json({ limit: '1mb' }),
    expressMiddleware(apollo, {
      context: async ({ req: { body, query, ip } }) => {
        checkNesting((body as { query?: unknown } | undefined)?.query ?? query['query']); // as express.json read it
        return openContext(ip ?? '');
      },
    }),
  );
  explorerRoute(app);
  if (pages !== undefined) pageRoutes(app, pages);
  app.use(answerError(onError));

  async function stop(): Promise<void> {
    await comparing?.stop();
    await publishing.stop();
    await hashes.close();
    await looks.close();
  }
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, resolve);
  }).catch(async (error: unknown) => {
    // Otherwise it went on over closed ports, and kept the process alive.
    await stop();
    throw error;
  });
  ownUrl = `http://localhost:${(http.address() as AddressInfo).port}`; // a TCP server's address is an AddressInfo
  await ports.noteUrl(ownUrl);
  return {
    url: ownUrl,
    close: async () => {
      await apollo.stop();
      await stop();
    },
  };
}

async function startApollo({
  schema,
  http,
  onError,
}: {
  schema: GraphQLSchema;
  http: Server;
  onError: Manner['onError'];
}): Promise<ApolloServer<Context>> {
  const apollo = new ApolloServer<Context>({
    gateway: compiledExecution(schema),
    introspection: true,
    includeStacktraceInErrorResponses: false,
    // Apollo would end the process by itself, before the ports are closed and the lock is released.
    stopOnTerminationSignals: false,
    formatError,
    parseOptions: { maxTokens: MOST_TOKENS },
    validationRules: VALIDATION,
    plugins: [
      ApolloServerPluginDrainHttpServer({ httpServer: http, stopGracePeriodMillis: 5000 }),
      ApolloServerPluginLandingPageDisabled(),
      // It wraps every field of the schema to find how long an answer keeps; here no answer keeps.
      ApolloServerPluginCacheControlDisabled(),
      checkCost,
      logFailures(onError),
    ],
  });
  await apollo.start();
  return apollo;
}

const securityHeaders: express.RequestHandler = (_request, response, next) => {
  response.set({ 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer' });
  next();
};

const neverKept: express.RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'no-store');
  next();
};

/** What no route answered: bad JSON and the like as what they are, everything else as ours, without its cause. */
const answerError =
  (onError: Manner['onError']): ErrorRequestHandler =>
  (error: { status?: number; message?: string; code?: string }, request, response, next) => {
    // The client hung up in the middle of its bytes or ours: nobody is left to answer, and nothing failed here.
    const hasLeft =
      error === request.errored ||
      error === request.socket.errored ||
      error.code === 'ERR_STREAM_PREMATURE_CLOSE';
    if (hasLeft) {
      response.destroy();
      return;
    }
    if (response.headersSent) {
      onError(error);
      next(error);
      return;
    }
    const isCallers = typeof error.status === 'number' && error.status < 500;
    if (!isCallers) onError(error);
    response.status(isCallers ? (error.status ?? 400) : 500).json({
      code: isCallers ? 'BAD_REQUEST' : 'INTERNAL_SERVER_ERROR',
      message: isCallers ? error.message : 'Something failed on our side; it is in our log.',
    });
  };
