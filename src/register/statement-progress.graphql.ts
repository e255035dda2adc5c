import { Arg, ID, Resolver, Root, Subscription } from 'type-graphql';
import type { Following } from '../api/context.js';
import { followStatement } from './follow-statement.js';
import { statementNode, StatementObject } from './statement.graphql.js';
import type { StoredStatement } from './statement-store.js';

@Resolver()
export class StatementSubscriptions {
  @Subscription(() => StatementObject, {
    description:
      'A statement each time that it goes on: at once as it is, when a checkpoint covers it, and as its anchor is broadcast, mined and final, with which it ends. Ends at once for one that is not recorded here',
    subscribe: ({ args, context }: { args: { id?: string }; context: Following }) =>
      followStatement(
        { tables: context.house.database.tables, heads: context.heads },
        { id: args.id ?? '', signal: context.signal },
      ),
  })
  statementProgress(@Arg('id', () => ID) _id: string, @Root() statement: StoredStatement): StoredStatement {
    return statementNode(statement);
  }
}
