import { Brand } from "@/components/brand";
import { MainNav } from "@/components/main-nav";
import { MobileMenu } from "@/components/mobile-menu";
import { ThemeToggle } from "@/components/theme-toggle";
import { Container } from "@/components/ui/container";

export function SiteHeader() {
  return (
    <header className="sticky top-0 z-30 border-b bg-background/95 backdrop-blur">
      <Container className="flex h-16 items-center justify-between gap-4">
        <Brand />
        <div className="flex items-center gap-1">
          <MainNav className="hidden items-center gap-1 md:flex" />
          <ThemeToggle />
          <MobileMenu />
        </div>
      </Container>
    </header>
  );
}
