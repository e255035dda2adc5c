import { reachableUrl } from '../../src/lib/reachable-url.js';

describe('an address as others can use it', () => {
  it.each([
    'http://localhost:4000/works/a',
    'http://LOCALHOST/',
    'http://register.localhost:8080',
    'http://127.0.0.1:45277',
    'http://127.1/',
    'http://0.0.0.0:4000',
    'http://[::1]:4000',
    'http://[::]/',
  ])('is none for %s', (url) => {
    expect(reachableUrl(url)).toBeUndefined();
  });

  it.each(['https://art.example/register/works/a', 'http://localhost.example', 'http://10.0.0.5:4000'])(
    'is %s itself',
    (url) => {
      expect(reachableUrl(url)).toBe(url);
    },
  );
});
