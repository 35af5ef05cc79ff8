import cover from "@/assets/cover.png";
import { PenIcon } from "@/components/icons";
import { ButtonLink } from "@/components/ui/button-link";
import { Container } from "@/components/ui/container";
import { guestbookTitle } from "@/lib/env";

export function Hero() {
  return (
    <section className="relative isolate overflow-hidden bg-[#232b45] text-white">
      <img
        src={cover}
        alt="Morning over wooded hills, with mist in the valleys and the sun just above the ridge"
        width={1600}
        height={900}
        className="absolute inset-0 -z-20 size-full object-cover object-[50%_75%]"
      />
      <div aria-hidden="true" className="absolute inset-0 -z-10 bg-gradient-to-r from-[#151b30]/80 to-[#151b30]/60 sm:via-[#151b30]/45 sm:to-transparent" />
      <Container className="flex min-h-[26rem] flex-col justify-center py-16 sm:min-h-[30rem]">
        <h1 className="max-w-xl break-words text-4xl font-semibold sm:text-6xl">
          {import.meta.env.VITE_GUESTBOOK_TITLE || guestbookTitle}
        </h1>
        <p className="mt-4 max-w-md text-lg text-white/95">
          You were here. Leave a few words for whoever comes next, and read what others left for you.
        </p>
        <div className="mt-8 flex flex-wrap gap-3">
          <ButtonLink to="/sign" size="lg" className="focus-visible:outline-white">
            <PenIcon />
            Sign the book
          </ButtonLink>
          <ButtonLink
            to="/entries"
            size="lg"
            variant="outline"
            className="border-white/70 bg-black/30 text-white hover:bg-black/50 focus-visible:outline-white"
          >
            Read the entries
          </ButtonLink>
        </div>
      </Container>
    </section>
  );
}
