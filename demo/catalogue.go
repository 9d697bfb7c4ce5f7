package demo

import "maillage/model"

// Category is a family of services of the catalogue.
type Category struct{ Code, Name string }

// Service is an entry of the catalogue. Sources of what each does: the trade's public pages; wording ours.
type Service struct {
	Code, Name, Description, Category string
	Requires                          []string
	Bundled                           *model.Date // since when it is in the bundle, nil if it is not
	Indicators                        []model.ServiceIndicator
}

// Bundle is the code of the only bundle.
const Bundle = "BOUQUET"

// Catalogue are the categories, the bundle's terms and the services.
func Catalogue() ([]Category, model.OfferTerms, []Service) {
	first, plan := year(2020), year(2025)
	return []Category{
			{"ACHAT", "Achat public"},
			{"ECHANGES", "Échanges avec l'État et le Trésor"},
			{"SIGNATURE", "Signature électronique"},
			{"ASSEMBLEES", "Vie des assemblées"},
			{"ARCHIVES", "Conservation"},
			{"USAGERS", "Relation aux usagers et transparence"},
			{"CONFORMITE", "Conformité et conseil"},
		}, model.OfferTerms{
			Kind: model.OfferBundle, Code: Bundle, Name: "Bouquet de services", AvailableFrom: first, Demo: true,
			Description: "Les services numériques courants sous une seule contribution.",
		}, []Service{
			{"MARCHES", "Salle régionale des marchés publics", "Publier les consultations et recevoir les offres des entreprises (profil d'acheteur).", "ACHAT", nil, &first,
				indicators("CONSULTATIONS_PUBLISHED", "Consultations publiées", "consultation", "Consultations mises en ligne dans le mois, lots non comptés.",
					"REPLIES_RECEIVED", "Réponses électroniques", "réponse", "Plis électroniques reçus dans le mois, avant ouverture.")},
			{"ACTES", "Télétransmission des actes", "Transmettre délibérations, arrêtés et contrats au contrôle de légalité (@CTES).", "ECHANGES", nil, &first,
				indicators("ACTES_SENT", "Actes télétransmis", "acte", "Actes dont l'accusé de réception de la préfecture date du mois.")},
			{"PES", "Flux comptables PES v2", "Transmettre titres, mandats et pièces au comptable public (Hélios).", "ECHANGES", nil, &first,
				indicators("PES_FLOWS", "Flux PES", "flux", "Flux acquittés par le comptable dans le mois, rejets exclus.")},
			{"PARAPHEUR", "Parapheur électronique", "Faire viser et signer des documents par circuit.", "SIGNATURE", nil, &first,
				indicators("DOCUMENTS_SIGNED", "Documents signés", "document", "Documents dont le circuit s'est achevé par une signature dans le mois.")},
			{"SAE", "Archivage électronique", "Conserver les documents numériques avec valeur probante (système d'archivage électronique).", "ARCHIVES", []string{"ACTES"}, &plan,
				indicators("DEPOSITS", "Dépôts", "dépôt", "Dépôts acceptés dans le mois.", "VOLUME_GB", "Volume archivé", "Go", "Volume conservé au dernier jour du mois.")},
			{"CONVOCATION", "Convocation des élus", "Envoyer les convocations aux assemblées, avec preuve de remise.", "ASSEMBLEES", nil, &first,
				indicators("NOTICES_SENT", "Convocations envoyées", "convocation", "Convocations remises à un élu dans le mois.")},
			{"OPENDATA", "Données ouvertes", "Publier les actes et les données essentielles.", "USAGERS", []string{"ACTES"}, &first,
				indicators("DATASETS_PUBLISHED", "Jeux de données publiés", "jeu", "Jeux de données créés ou mis à jour dans le mois.")},
			{"SVE", "Saisine par voie électronique", "Recevoir les demandes des usagers en ligne.", "USAGERS", nil, &first,
				indicators("REQUESTS_RECEIVED", "Saisines reçues", "saisine", "Demandes d'usagers enregistrées dans le mois.")},
			{"CERTIFICATS", "Certificats électroniques", "Obtenir des certificats de signature par la centrale d'achat.", "SIGNATURE", nil, nil,
				indicators("CERTIFICATES_ISSUED", "Certificats délivrés", "certificat", "Certificats remis à leur porteur dans le mois.")},
			{"DPO", "Délégué à la protection des données mutualisé", "Être accompagné par un délégué à la protection des données partagé.", "CONFORMITE", nil, nil,
				indicators("DAYS_DONE", "Jours d'intervention", "jour", "Jours d'intervention facturables réalisés dans le mois.")},
		}
}

// indicators reads groups of code, label, unit and definition, the principal indicator first.
func indicators(words ...string) (list []model.ServiceIndicator) {
	for i := 0; i < len(words); i += 4 {
		list = append(list, model.ServiceIndicator{Code: words[i], Label: words[i+1], Unit: words[i+2], Definition: words[i+3], Principal: i == 0})
	}
	return list
}
