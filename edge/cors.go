package edge

import (
	"net/http"

	"github.com/rs/cors"
)

// CORS lets pages of these origins call next from a browser ("*" is any page); without origins no page of another
// origin may. Cookies are never let through: who calls is told by the Authorization header alone.
func CORS(origins []string, next http.Handler) http.Handler {
	if len(origins) == 0 {
		return next
	}
	return cors.New(cors.Options{
		AllowedOrigins: origins,
		AllowedMethods: []string{http.MethodGet, http.MethodPost},
		AllowedHeaders: []string{"Accept", "Authorization", "Content-Type", requestHeader},
		ExposedHeaders: []string{requestHeader},
		MaxAge:         7200, // seconds; no browser keeps a permission longer
	}).Handler(next)
}
