import { Outlet } from "@tanstack/react-router";

/** What stands around every screen, signed in or not. */
export function Frame() {
  return (
    <>
      <a className="skip-link" href="#content">
        Skip to the content
      </a>
      <Outlet />
    </>
  );
}
