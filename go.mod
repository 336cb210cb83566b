module github.com/demarche-kg/demarche

go 1.26
