import { Component, type ReactNode } from 'react';

interface Given {
  readonly children: ReactNode;
}

/** What stands in the place of a page that could not be loaded or shown: without it nothing would. */
export class Boundary extends Component<Given, { readonly hasFailed: boolean }> {
  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true };
  }

  override state = { hasFailed: false };

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <section role="alert">
        <h1>This page could not be shown</h1>
        <p>
          A part of it did not come, or it is at fault. Look at your connection and load it again; what you
          typed into a draft is kept in this browser.
        </p>
        <button type="button" className="main" onClick={() => location.reload()}>
          Load it again
        </button>
      </section>
    );
  }
}
