import { Component, type ComponentChildren, type FunctionComponent, type ComponentType, h } from "preact";

/** A component that draws again only when one of its properties is another value. */
export function memo<P extends object>(component: FunctionComponent<P>): ComponentType<P> {
  return class extends Component<P> {
    override shouldComponentUpdate(next: Readonly<P>): boolean {
      const keys = new Set([...Object.keys(this.props), ...Object.keys(next)]) as Set<keyof P>;
      return [...keys].some((key) => (this.props as P)[key] !== next[key]);
    }

    override render(): ComponentChildren {
      return h(component, this.props as P);
    }
  };
}
