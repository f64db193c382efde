import { Component, type ComponentChildren, type FunctionComponent, type ComponentType, h } from "preact";

/** A component that draws again only when one of its properties is another value. */
export function memo<P extends object>(component: FunctionComponent<P>): ComponentType<P> {
  return class extends Component<P> {
    override shouldComponentUpdate(next: Readonly<P>): boolean {
      return differ(this.props, next) || differ(next, this.props);
    }

    override render(): ComponentChildren {
      return h(component, this.props as P);
    }
  };
}

/** True when something in `a` is not so in `b`. */
function differ<P extends object>(a: Readonly<P>, b: Readonly<P>): boolean {
  for (const key in a) {
    if (a[key] !== b[key]) {
      return true;
    }
  }
  return false;
}
