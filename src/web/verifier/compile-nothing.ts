import { config } from 'zod';

// Imported before all else: zod asks when a schema is made whether it may compile code, which the page's own policy forbids.
config({ jitless: true });
