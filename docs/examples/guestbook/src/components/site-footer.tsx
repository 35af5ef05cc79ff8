import { Container } from "@/components/ui/container";
import { TextLink } from "@/components/ui/text-link";
import { guestbookTitle } from "@/lib/env";

export function SiteFooter() {
  return (
    <footer className="border-t">
      <Container className="flex flex-wrap justify-between gap-x-8 gap-y-2 py-8 text-sm text-muted-foreground">
        <p>{guestbookTitle} keeps what you write in this browser only.</p>
        <TextLink href={`${import.meta.env.BASE_URL}${encodeURIComponent("größe.txt")}`}>How large is the book?</TextLink>
      </Container>
    </footer>
  );
}
