/** GatewayPaths: addresses that more than one part of the stack has to know. */

/** Where Gmail's pushes come; apps/scc/push_hook.h has the same. */
export const pushPath = '/api/v1/hooks/gmail';
