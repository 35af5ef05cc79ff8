import { OwnData } from "@/components/own-data";
import { PageTitle } from "@/components/page-title";
import { Accordion, AccordionItem } from "@/components/ui/accordion";
import { Container } from "@/components/ui/container";
import { Table, TableCell, TableHead, TableRow } from "@/components/ui/table";
import { Tabs } from "@/components/ui/tabs";
import { limits } from "@/lib/validation";

const facts = [
  ["A name", `up to ${limits.name} characters`],
  ["A place", `up to ${limits.place} characters, may be left out`],
  ["A message", `${limits.messageMin} to ${limits.message} characters`],
  ["Inks", "blue, green, red and sepia"],
  ["Kept in", "the storage of this browser"],
];

function Questions() {
  return (
    <Accordion>
      <AccordionItem name="questions" title="Who can read what I write?">
        Only people who use this browser on this device. The book has no server behind it.
      </AccordionItem>
      <AccordionItem name="questions" title="Can I change an entry?">
        An entry is written in ink. You can remove it and sign again.
      </AccordionItem>
      <AccordionItem name="questions" title="Who wrote the first entries?">
        They are invented, so that the book is not empty when you open it.
      </AccordionItem>
      <AccordionItem name="questions" title="What happens to a text that I do not finish?">
        It waits in this browser and is there again when you open the page to sign.
      </AccordionItem>
    </Accordion>
  );
}

function Facts() {
  return (
    <Table>
      <tbody>
        {facts.map(([name, value]) => (
          <TableRow key={name}>
            <TableHead scope="row">{name}</TableHead>
            <TableCell>{value}</TableCell>
          </TableRow>
        ))}
      </tbody>
    </Table>
  );
}

export default function About() {
  return (
    <Container className="max-w-3xl space-y-8 py-12">
      <PageTitle title="About this book">
        A guestbook like the one on the table by the door: open it, write a line, turn the page.
      </PageTitle>
      <Tabs
        label="About this book"
        tabs={[
          { value: "questions", label: "Questions", content: <Questions /> },
          { value: "facts", label: "Facts", content: <Facts /> },
          { value: "data", label: "Your data", content: <OwnData /> },
        ]}
      />
    </Container>
  );
}
