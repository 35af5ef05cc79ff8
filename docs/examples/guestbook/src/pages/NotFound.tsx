import { useLocation } from "react-router-dom";
import { PageTitle } from "@/components/page-title";
import { ButtonLink } from "@/components/ui/button-link";
import { Container } from "@/components/ui/container";

export default function NotFound() {
  const { pathname } = useLocation();
  return (
    <Container className="space-y-8 py-20">
      <PageTitle title="Page not found">
        There is nothing at <code className="break-all rounded bg-muted px-1.5 py-0.5 text-base text-foreground">{pathname}</code>.
      </PageTitle>
      <ButtonLink to="/">Back to the cover</ButtonLink>
    </Container>
  );
}
