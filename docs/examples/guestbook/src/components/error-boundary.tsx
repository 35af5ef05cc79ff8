import { Component, type ReactNode } from "react";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Container } from "@/components/ui/container";

/** Mostly seen when a page was opened before a new version went live and its parts have new names. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  render() {
    if (!this.state.failed) return this.props.children;
    return (
      <Container className="py-12">
        <Alert tone="problem" role="alert">
          <AlertTitle>This page could not be opened</AlertTitle>
          <AlertDescription>There may be a newer version of the guestbook, or the connection was lost.</AlertDescription>
          <Button className="mt-4" onClick={() => location.reload()}>
            Load it again
          </Button>
        </Alert>
      </Container>
    );
  }
}
