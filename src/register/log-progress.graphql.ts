import { Ctx, Resolver, Subscription } from 'type-graphql';
import type { Context, Following } from '../api/context.js';
import { LogObject, logNode } from './checkpoint.graphql.js';
import { followHead } from './watch-head.js';

@Resolver()
export class LogSubscriptions {
  @Subscription(() => LogObject, {
    description: 'The log at once as it is, and each time that a checkpoint is signed or an anchor goes on',
    subscribe: ({ context: { heads, signal } }: { context: Following }) => followHead(heads, signal),
  })
  logProgress(@Ctx() { house }: Context): LogObject {
    return logNode(house);
  }
}
