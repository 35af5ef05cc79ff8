export default function P(){return <h1>Next {process.env.NEXT_PUBLIC_NAME}</h1>}
