package documents

import (
	"strconv"
	"strings"

	"maillage/model"
)

// thin is the space between groups of three digits, which no line breaks at.
const thin = "\u202f"

// euros writes an amount as in French: 1 234,50 €.
func euros(v any) string {
	var e model.Euro
	switch v := v.(type) {
	case model.Euro:
		e = v
	case *model.Euro:
		if v == nil {
			return "–"
		}
		e = *v
	}
	whole, cents, _ := strings.Cut(e.String(), ".")
	return grouped(whole) + "," + cents + "\u00a0€"
}

// number writes a decimal as in French, nothing where there is none.
func number(v any) string {
	var text string
	switch v := v.(type) {
	case model.Decimal:
		text = v.String()
	case *model.Decimal:
		if v == nil {
			return ""
		}
		text = v.String()
	case int:
		text = strconv.Itoa(v)
	}
	whole, rest, broken := strings.Cut(text, ".")
	if broken {
		return grouped(whole) + "," + rest
	}
	return grouped(whole)
}

var keys = map[model.RebillingKey]string{
	model.RebillingKeyEqual: "parts égales", model.RebillingKeyPopulation: "population", model.RebillingKeyImputed: "part imputée",
}

var statuses = map[model.CampaignStatus]string{
	model.CampaignStatusDraft: "ouvert", model.CampaignStatusComputed: "calculé", model.CampaignStatusValidated: "validé", model.CampaignStatusIssued: "émis", model.CampaignStatusClosed: "clos",
}

var activities = map[model.ActivityKind]string{
	model.ActivityKindMeeting: "Réunions d'information", model.ActivityKindTraining: "Formations", model.ActivityKindVisit: "Visites",
	model.ActivityKindInformationCampaign: "Campagnes d'information", model.ActivityKindNetworkMeeting: "Réunions de réseau",
}

var stages = map[model.JourneyStage]string{
	model.JourneyStageEntitled: "bénéficiaire", model.JourneyStageAccepted: "adhérente", model.JourneyStageFirstUse: "première utilisation",
	model.JourneyStageRegular: "usage régulier", model.JourneyStageSetUp: "installée", model.JourneyStageTrained: "formée",
	model.JourneyStageAutonomous: "autonome", model.JourneyStageHelpsOthers: "aide les autres", model.JourneyStageDormant: "dormante",
}

func grouped(digits string) string {
	sign := ""
	if strings.HasPrefix(digits, "-") {
		sign, digits = "−", digits[1:]
	}
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + thin + digits[at:]
	}
	return sign + digits
}

var months = []string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"}

// day writes a date as in French: 1er juin 2026.
func day(v any) string {
	var d model.Date
	switch v := v.(type) {
	case model.Date:
		d = v
	case *model.Date:
		if v == nil {
			return "–"
		}
		d = *v
	}
	t := d.Time()
	n := strconv.Itoa(t.Day())
	if t.Day() == 1 {
		n = "1er"
	}
	return n + " " + months[t.Month()-1] + " " + strconv.Itoa(t.Year())
}
