export { reports, type ReportVerbs } from './plugins/reports/reports.ts';
export { reportDaily, type DailyQuery, type ReportDaily } from './plugins/reports/report-daily.ts';
export { reportLiability, type LiabilityQuery } from './plugins/reports/report-liability.ts';
export { reportMembers } from './plugins/reports/report-members.ts';
export { type OpeningReportRow, openingColumns, reportOpening } from './plugins/reports/report-opening.ts';
export { reportStatement, type StatementReportQuery } from './plugins/reports/report-statement.ts';
export { reportStatus } from './plugins/reports/report-status.ts';
// rows, and what writes them
export { reportCsv, reportJson, type ReportValue } from './plugins/reports/report-text.ts';
export { type DailyRow, dailyColumns } from './plugins/reports/daily-row.ts';
export { type LiabilityRow, liabilityColumns } from './plugins/reports/liability.ts';
export { type MemberRow, memberColumns } from './plugins/reports/member-row.ts';
export type { Movements } from './plugins/reports/movements.ts';
export { type StatementRow, statementColumns } from './plugins/reports/statement-row.ts';
export { type StatusRow, statusColumns } from './plugins/reports/status-row.ts';
export { type BusinessDay, businessDay } from './plugins/reports/business-day.ts';
