export default function Page() {
  return <h1>Hello {process.env.NEXT_PUBLIC_NAME}</h1>;
}
