import { Agent, request } from 'node:http';
import { cpuMsOf } from './process-cost.js';

export interface Question {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A server that is measured. */
export interface Target {
  readonly url: string;
  readonly pid: number;
}

/** Asks over a fixed number of connections that are kept open. */
export interface Load {
  /** The answer to one question, which must have no errors. */
  ask(target: Target, question: Question): Promise<Record<string, unknown>>;
  /** Asks questions in turn for a while; CPU time of the server's process a request, in µs. */
  cpuUsARequest(target: Target, questions: readonly Question[], forMs: number): Promise<number>;
  close(): void;
}

export function openLoad(connections: number): Load {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });

  const post = (target: Target, body: Buffer): Promise<string> =>
    new Promise((resolve, reject) => {
      const call = request(
        `${target.url}/graphql`,
        {
          method: 'POST',
          agent,
          headers: { 'content-type': 'application/json', 'content-length': body.length },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.once('error', reject);
          response.once('end', () => {
            const text = Buffer.concat(chunks).toString();
            if (response.statusCode === 200) resolve(text);
            else reject(new Error(`${target.url} answered ${response.statusCode}: ${text.slice(0, 500)}`));
          });
        },
      );
      call.once('error', reject);
      call.end(body);
    });

  return {
    async ask(target, question) {
      const text = await post(target, Buffer.from(JSON.stringify(question)));
      const { data, errors } = JSON.parse(text) as { data?: Record<string, unknown>; errors?: unknown }; // GraphQL over HTTP §6.4
      if (errors !== undefined || !data)
        throw new Error(`${target.url} answered with errors: ${text.slice(0, 500)}`);
      return data;
    },
    async cpuUsARequest(target, questions, forMs) {
      const bodies = questions.map((question) => Buffer.from(JSON.stringify(question)));
      let asked = 0;
      const before = cpuMsOf(target.pid);
      const endsAt = performance.now() + forMs;
      const askOn = async () => {
        while (performance.now() < endsAt) {
          const body = bodies[asked % bodies.length];
          asked += 1;
          if (body) await post(target, body);
        }
      };
      await Promise.all(Array.from({ length: connections }, askOn));
      return ((cpuMsOf(target.pid) - before) * 1000) / asked;
    },
    close: () => agent.destroy(),
  };
}
