/** Alarms: silence is one; what fails, is throttled or falls behind are others. */
import { Duration, Stack } from 'aws-cdk-lib';
import * as budgets from 'aws-cdk-lib/aws-budgets';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as sns from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';
import type { Functions } from './functions.ts';
import type { Gateway } from './gateway.ts';
import type { Settings } from './settings.ts';
import type { Store } from './store.ts';

const namespace = 'ShipCaptainCrew';

export interface AlarmsProps {
  settings: Settings;
  functions: Functions;
  gateway: Gateway;
  store: Store;
}

export class Alarms extends Construct {
  private readonly action: SnsAction;

  constructor(scope: Construct, id: string, props: AlarmsProps) {
    super(scope, id);
    const { settings, functions, gateway, store } = props;
    const topic = new sns.Topic(this, 'Topic', { displayName: 'ShipCaptainCrew alarms', enforceSSL: true });
    acknowledge(topic, 'SNS2', 'An alarm says which alarm it is, and nothing of anybody.');
    if (settings.alarmEmail) topic.addSubscription(new EmailSubscription(settings.alarmEmail));
    this.action = new SnsAction(topic);

    // What counts is that something succeeded; a run that never happens reports no error.
    for (const [step, minutes] of [['calendar', 30], ['mail', 30], ['outbox', 30]] as const) {
      this.alarm(`No${step}`, `For ${minutes} minutes no sync got through its step "${step}".`, {
        metric: this.said(functions.sync, `${step}Succeeded`, `{ $.event = "step" && $.step = "${step}" && $.ok IS TRUE }`),
        below: 1,
        periods: minutes / 5,
        missing: cloudwatch.TreatMissingData.BREACHING,
      });
    }
    this.alarm('Drift', 'The audit found crew that is not what its facts say.', {
      metric: this.said(functions.audit, 'Drift', '{ $.event = "drift" }'),
      above: 1,
      periods: 1,
    });
    this.alarm('SetAside', 'A record of the stream could not be read; the audit bucket has it under set-aside/.', {
      metric: this.said(functions.audit, 'SetAside', '{ $.event = "set_aside" }'),
      above: 1,
      periods: 1,
    });
    for (const [name, one] of [['Api', functions.api], ['Sync', functions.sync], ['Audit', functions.audit]] as const) {
      this.alarm(`${name}Errors`, `The function ${name} fails.`, { metric: metric(one.metricErrors()), above: 1, periods: 3 });
      this.alarm(`${name}Throttles`, `The function ${name} is throttled.`, { metric: metric(one.metricThrottles()), above: 1, periods: 2 });
    }
    this.alarm('StreamAge', 'The audit is more than ten minutes behind the table.', {
      metric: functions.audit.metric('IteratorAge', { statistic: 'Maximum', period: Duration.minutes(5) }),
      above: Duration.minutes(10).toMilliseconds(),
      periods: 2,
    });
    this.alarm('Undelivered', 'A change could not be audited and lies in the dead-letter queue.', {
      metric: functions.undelivered.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(5) }),
      above: 1,
      periods: 1,
    });
    this.alarm('ServerErrors', 'The API answers with errors of its own.', {
      metric: metric(gateway.api.metricServerError()),
      above: 1,
      periods: 2,
    });
    this.alarm('TableThrottles', 'DynamoDB throttles the table.', {
      metric: metric(store.table.metricThrottledRequestsForOperation('TransactWriteItems')),
      above: 1,
      periods: 2,
    });
    this.budget(settings);
  }

  /** Counts what a function says: its log lines are JSON, one event each. */
  private said(of: lambda.Function, name: string, pattern: string): cloudwatch.Metric {
    return new logs.MetricFilter(this, `${name}Filter`, {
      logGroup: of.logGroup,
      filterPattern: logs.FilterPattern.literal(pattern),
      metricNamespace: namespace,
      metricName: name,
      metricValue: '1',
    }).metric({ statistic: 'Sum', period: Duration.minutes(5) });
  }

  private alarm(
    id: string,
    description: string,
    rule: { metric: cloudwatch.IMetric; above?: number; below?: number; periods: number; missing?: cloudwatch.TreatMissingData },
  ) {
    const alarm = new cloudwatch.Alarm(this, id, {
      alarmDescription: description,
      metric: rule.metric,
      threshold: rule.below ?? rule.above ?? 1,
      comparisonOperator:
        rule.below === undefined
          ? cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD
          : cloudwatch.ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: rule.periods,
      treatMissingData: rule.missing ?? cloudwatch.TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(this.action);
    alarm.addOkAction(this.action);
  }

  private budget(settings: Settings) {
    const subscribers = settings.alarmEmail ? [{ subscriptionType: 'EMAIL', address: settings.alarmEmail }] : [];
    new budgets.CfnBudget(this, 'Budget', {
      budget: {
        budgetName: `ShipCaptainCrew-${Stack.of(this).region}`,
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: settings.monthlyBudgetDollars, unit: 'USD' },
      },
      ...(subscribers.length > 0 && {
        notificationsWithSubscribers: [
          {
            notification: {
              notificationType: 'FORECASTED',
              comparisonOperator: 'GREATER_THAN',
              threshold: 100,
              thresholdType: 'PERCENTAGE',
            },
            subscribers,
          },
        ],
      }),
    });
  }
}

function metric(of: cloudwatch.Metric): cloudwatch.Metric {
  return of.with({ statistic: 'Sum', period: Duration.minutes(5) });
}
