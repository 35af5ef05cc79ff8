import { BookStats } from "@/components/book-stats";
import { EntryList } from "@/components/entry-list";
import { Hero } from "@/components/hero";
import { ArrowRightIcon } from "@/components/icons";
import { ButtonLink } from "@/components/ui/button-link";
import { Container } from "@/components/ui/container";
import { SectionHeading } from "@/components/ui/section-heading";
import { useDocumentTitle } from "@/hooks/use-document-title";
import { useEntries } from "@/hooks/use-entries";

export default function Index() {
  useDocumentTitle();
  const entries = useEntries();
  return (
    <>
      <Hero />
      <Container className="space-y-10 py-12">
        <BookStats entries={entries} />
        <section className="space-y-6">
          <SectionHeading
            title="Latest entries"
            action={
              <ButtonLink to="/entries" variant="ghost" className="-mx-4">
                All entries
                <ArrowRightIcon />
              </ButtonLink>
            }
          >
            The three newest pages of the book.
          </SectionHeading>
          <EntryList entries={entries.slice(0, 3)} />
        </section>
      </Container>
    </>
  );
}
