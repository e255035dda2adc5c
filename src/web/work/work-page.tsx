export const WorkPage = ({ id }: { readonly id: string }) => <h1>{id}</h1>;
