package model

// WorklistItem is something that a référent has to see to.
type WorklistItem struct {
	Ahead

	Reason    WorklistReason
	CommuneID CollectivityID
	ServiceID OfferID // none: the commune as a whole
	DueOn     Date
}

// Suggestion is what to do about it.
func (w *WorklistItem) Suggestion() string {
	if w.Reason == WorklistReasonDormant && w.ServiceID != 0 {
		return "Demander pourquoi le service n'est plus utilisé, et proposer une formation de rappel."
	}
	return suggestions[w.Reason]
}

var suggestions = map[WorklistReason]string{
	WorklistReasonNeverUsed:         "Proposer une visite pour mettre un premier service en place.",
	WorklistReasonDormant:           "Appeler la mairie : plus aucun service n'est utilisé.",
	WorklistReasonNotAccepted:       "Faire signer la charte d'utilisation, ou recueillir le refus.",
	WorklistReasonNoCorrespondent:   "Demander à la mairie de nommer un correspondant.",
	WorklistReasonRequestWaiting:    "Relancer le syndicat : la demande attend une réponse.",
	WorklistReasonNoRecentContact:   "Prendre des nouvelles : aucun échange depuis un an.",
	WorklistReasonCharterGoalMissed: "Revoir l'objectif de la charte avec la commune, et proposer une formation.",
}
