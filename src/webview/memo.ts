import { Component, type ComponentChildren, type ComponentType } from "preact";

/**
 * A component that draws again only when one of its properties is another value. The function may use
 * hooks: they belong to the component that is made here, which saves one for each thing that is drawn.
 */
export function memo<P extends object>(draw: (props: Readonly<P>) => ComponentChildren): ComponentType<P> {
  return class extends Component<P> {
    override shouldComponentUpdate(next: Readonly<P>): boolean {
      return differ(this.props, next) || differ(next, this.props);
    }

    override render(): ComponentChildren {
      return draw(this.props);
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
