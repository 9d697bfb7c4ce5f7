package db

import (
	"errors"

	"github.com/lib/pq"

	"maillage/model"
)

// refusals turns the name of a constraint into what the client is told. A constraint that stands neither here nor in
// internal cannot be added: a test compares both with the database.
var refusals = map[string]*model.Error{
	"subscriptions_no_overlap": model.Conflict("startsOn", "this subscriber already has a subscription to this offer at that time: "+
		"end the other one first, or start after its end"),
	"subscriptions_period":           model.Invalid("endsOn", "the end is before the start: endsOn is the first day out"),
	"suspensions_one_at_a_time":      model.Conflict("from", "the subscription is suspended at that time already: resume it first"),
	"reminders_one_a_day":            model.Conflict("sentOn", "a reminder of that day is on record for this due: give another day"),
	"suspensions_period":             model.Invalid("until", "the suspension ends before it begins: until is the first day out"),
	"contribution_rules_version_key": model.Conflict("code", "somebody drafted a version of this rule at the same moment: try again"),
	"collectivities_public_body_siren": model.Conflict("siren", "a public body with this SIREN is registered already: "+
		"look it up with publicBody(siren:)"),
	"sessions_one_a_day":          model.Conflict("date", "there is a session on this day already: look it up with session(date:)"),
	"sessions_second_once":        model.Conflict("follows", "this first convocation has a second one already: look it up with sessions"),
	"campaigns_year_key":          model.Conflict("year", "the call of this year was opened at the same moment: look it up with campaign(year:)"),
	"payments_reference":          model.Conflict("reference", "a payment with this reference is recorded for this due already"),
	"networks_topic_key":          model.Conflict("topic", "there is a network with this topic already: look it up with networks"),
	"surveys_once":                model.Conflict("year", "there is a survey of this year for this already: look it up with surveys"),
	"ballots_deliberation_number": model.Conflict("deliberation.number", "this deliberation records another ballot: look it up with ballot(deliberation:)"),
}

// internal are the constraints that only a bug of ours can hit: they are told as INTERNAL.
var internal = []string{
	"policy_costs_positive", "unit_benefits_not_negative", "instalments_one_a_day", "instalments_positive", "rebillings_key_known", "rebillings_percent", "reminders_positive",
	"activities_audience_known", "activities_kind_known", "activities_network", "api_keys_hash_key", "api_keys_one_holder", "charter_goals_positive",
	"charters_period", "contact_reads_some", "interactions_kind_known", "network_members_period", "opinions_score", "participations_kind_known", "participations_not_negative",
	"request_steps_status_known", "requests_kind_known", "survey_answers_invited", "survey_answers_score", "surveys_period",
	"acceptances_agreement_known", "acceptances_one_at_a_time", "acceptances_period", "subscriptions_former_end",
	"campaign_anomalies_settled", "campaigns_add_up", "campaigns_minimum_not_negative", "campaigns_status_known", "campaigns_two_persons", "credit_notes_number",
	"credit_notes_positive", "dues_number", "dues_one_per_payer", "payments_positive",
	"contribution_rules_draft_does_not_end", "contribution_rules_period",
	"contribution_rules_published_by_a_decision", "declared_figures_not_negative",
	"attendances_counts", "attendances_member_once", "colleges_apart", "colleges_bounds", "colleges_code_one_at_a_time", "colleges_kind_known", "colleges_period", "colleges_weights",
	"collectivities_inhabitants", "collectivities_kind_known", "collectivities_period", "exclusions_period", "exclusions_reason_known", "mandates_period",
	"mandates_role_known", "memberships_one_at_a_time", "offers_category_of_service", "offers_code_key", "offers_kind_known",
	"offers_period", "populations_kind_known", "proxies_some", "service_categories_code_key", "service_requirements_not_itself",
	"sessions_convocation_known", "sessions_second_follows", "sources_version_key", "subscriptions_scope_known", "votes_counts",
	"service_indicators_id_key", "service_indicators_principal", "usage_counts_sane",
}

// explain makes of a broken constraint the sentence for it.
func explain(err error) error {
	var broken *pq.Error
	if errors.As(err, &broken) {
		if told, ok := refusals[broken.Constraint]; ok {
			return told
		}
	}
	return err
}
