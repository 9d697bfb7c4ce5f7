package exectest

import (
	"fmt"
	"time"

	"maillage/execution/exectest/model"
)

// Data is a small country.
type Data struct {
	Departements  []*model.Departement
	EPCIs         []*model.EPCI
	Communes      []*model.Commune
	Services      []*model.Service
	departement   map[string]*model.Departement
	epci          map[string]*model.EPCI
	commune       map[string]*model.Commune
	epcisOf       map[string][]*model.EPCI    // by departement
	communesOf    map[string][]*model.Commune // by EPCI
	communesUnder map[string][]*model.Commune // by departement
	servicesOf    map[string][]*model.Service // by EPCI: shared by its communes
}

// NewData makes departements with so many EPCIs each, about 14.5 communes and 12 services each.
func NewData(departements, epcis int) *Data {
	d := &Data{
		departement: map[string]*model.Departement{}, epci: map[string]*model.EPCI{}, commune: map[string]*model.Commune{},
		epcisOf: map[string][]*model.EPCI{}, communesOf: map[string][]*model.Commune{},
		communesUnder: map[string][]*model.Commune{}, servicesOf: map[string][]*model.Service{},
	}
	for i := range 30 {
		d.Services = append(d.Services, &model.Service{
			ID: model.ServiceID(i + 1), Name: fmt.Sprintf("Service « %d »", i+1), Open: i%2 == 0,
			Since: model.Date{Time: time.Date(2000+i, 5, 1, 0, 0, 0, 0, time.UTC)},
		})
	}
	for i := range departements {
		dep := &model.Departement{Code: fmt.Sprintf("%02d", i+1), Name: fmt.Sprintf("Département %d", i+1)}
		d.Departements = append(d.Departements, dep)
		d.departement[dep.Code] = dep
		for j := range epcis {
			d.addEPCI(dep, i, j)
		}
	}
	return d
}

func (d *Data) addEPCI(dep *model.Departement, i, j int) {
	population := 1000*i + j
	e := &model.EPCI{
		Code: fmt.Sprintf("2%s%03d", dep.Code, j), Name: fmt.Sprintf("CC \"%d\"\n%d", i, j), Type: "CC",
		Population: &population, DepartementCode: dep.Code,
	}
	d.EPCIs = append(d.EPCIs, e)
	d.epci[e.Code] = e
	d.epcisOf[dep.Code] = append(d.epcisOf[dep.Code], e)
	for k := range 7 + j%16 {
		c := newCommune(e, len(d.communesUnder[dep.Code]), i, j, k)
		d.Communes = append(d.Communes, c)
		d.commune[c.Code] = c
		d.communesOf[e.Code] = append(d.communesOf[e.Code], c)
		d.communesUnder[dep.Code] = append(d.communesUnder[dep.Code], c)
	}
	for k := range 8 + j%9 {
		d.servicesOf[e.Code] = append(d.servicesOf[e.Code], d.Services[(j+k)%len(d.Services)])
	}
}

// newCommune makes communes unlike each other: with and without nulls, lists, a value object, odd characters.
func newCommune(e *model.EPCI, n, i, j, k int) *model.Commune {
	c := &model.Commune{
		Code: fmt.Sprintf("%s%03d", e.DepartementCode, n), Name: fmt.Sprintf("Commune %d-%d-%d é", i, j, k), Kind: model.KindRural,
		EPCICode: e.Code, DepartementCode: e.DepartementCode,
		Grid: [][]int{{1, k}, {}, {j}}, Area: model.Area{Hectares: float64(k) * 1.25},
	}
	if k%3 != 0 {
		population, day := 100*k, model.Date{Time: time.Date(2020, 1, 2, 0, 0, 0, 0, time.UTC)}
		c.Population, c.Created = &population, &day
		c.Area.Centre = &model.Point{X: float64(k), Y: 1e21}
		c.Area.Density = &c.Area.Hectares
	}
	if k%4 == 1 {
		tag := "tag\t<" + c.Code + ">"
		colour := model.Colour("blue")
		c.Tags, c.StrictTags, c.Colour = []*string{&tag, nil}, []*string{&tag}, &colour
		c.Kind = model.KindUrban
	}
	if k%6 == 4 {
		mail := "maire@" + c.Code
		c.Seat = &model.Contact{Name: "Mairie " + c.Code, Email: &mail}
	}
	if k%5 == 2 {
		c.EPCICode = "" // no EPCI: a null in the graph
	}
	return c
}
