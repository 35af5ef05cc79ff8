import { Container } from "@/components/ui/container";
import { Skeleton } from "@/components/ui/skeleton";
import { Spinner } from "@/components/ui/spinner";

export function PageLoader() {
  return (
    <Container className="space-y-6 py-12">
      <Spinner label="Turning the page" />
      <Skeleton className="h-10 w-2/3" />
      <Skeleton className="h-40 w-full" />
    </Container>
  );
}
