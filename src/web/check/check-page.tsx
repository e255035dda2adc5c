export const CheckPage = () => (
  <section>
    <h1>Is this picture registered?</h1>
  </section>
);
