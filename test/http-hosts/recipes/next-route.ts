// app/points/[...path]/route.ts
import { handler } from './points.ts';

export { handler as DELETE, handler as GET, handler as HEAD, handler as OPTIONS };
export { handler as PATCH, handler as POST, handler as PUT };
