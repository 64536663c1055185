"""Refusals in the form Google gives them.

Calendar: developers.google.com/workspace/calendar/api/guides/errors; Gmail:
developers.google.com/workspace/gmail/api/guides/handle-errors (both read 24 Nov 2026).
"""
MESSAGES = {
    "authError": (401, "global", "Invalid Credentials"),
    "insufficientPermissions": (403, "global", "Insufficient Permission: Request had insufficient authentication scopes."),
    "rateLimitExceeded": (403, "usageLimits", "Rate Limit Exceeded"),
    "userRateLimitExceeded": (403, "usageLimits", "User Rate Limit Exceeded"),
    "dailyLimitExceeded": (403, "usageLimits", "Daily Limit Exceeded"),
    "forbidden": (403, "calendar", "Forbidden"),
    "eventTypeRestriction": (400, "calendar", "A fromGmail event's description can't be changed."),
    "notFound": (404, "global", "Requested entity was not found."),
    "deleted": (410, "global", "Resource has been deleted"),
    "fullSyncRequired": (410, "calendar", "Sync token is no longer valid, a full sync is required."),
    "updatedMinTooLongAgo": (410, "calendar", "The requested minimum modification time lies too far in the past."),
    "conditionNotMet": (412, "global", "Precondition Failed"),
    "duplicate": (409, "global", "The requested identifier already exists."),
    "invalid": (400, "global", "Bad Request"),
    "tooManyRequests": (429, "usageLimits", "Too many concurrent requests for user"),
    "backendError": (503, "global", "Backend Error"),
    "internalError": (500, "global", "Internal Error"),
}


class GoogleError(Exception):
    def __init__(self, reason, message=None):
        status, domain, standard = MESSAGES[reason]
        super().__init__(reason)
        self.status = status
        text = message or standard
        self.body = {"error": {"code": status, "message": text, "errors": [{"domain": domain, "reason": reason, "message": text}]}}
