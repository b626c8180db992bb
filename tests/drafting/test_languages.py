"""Replies in six more languages: whole drafts, with dates and sums as the language writes them."""

from collections.abc import Callable

import pytest

from copilot.evidence import Evidence

from .examples import composed, paragraphs, steps_for, triage

REPLIES = [
    (
        "de",
        {"body": "QM-72242?", "customer_id": "C1025"},
        "late_delivery",
        """
        Guten Tag Étienne,

        Es tut mir leid, dass Ihre Bestellung QM-72242 sich verspätet: Sie war für den 12. November
        angekündigt. Sie wurde am 5. November mit Kurio verschickt; die Sendungsnummer ist
        KU5727501628DE. Einen neuen Termin haben wir vom Paketdienst noch nicht.

        Ist es nach dem 24. November immer noch nicht da, schreiben Sie uns bitte: Dann wählen Sie
        zwischen kostenlosem Ersatz und einer Erstattung von 64,90 €.

        Freundliche Grüße Quillmoor
        """,
    ),
    (
        "de",
        {"body": "QM-72923?", "customer_id": "C1007"},
        "cancel",
        """
        Guten Tag Javier,

        Wie gewünscht stornieren wir die Bestellung QM-72923 für Sie, und zwar kostenlos. Sie bekommen
        249,00 € auf Ihre Mastercard mit der Endziffer 3364 zurück. Die Erstattung dauert 3–5 Werktage.

        Freundliche Grüße Quillmoor
        """,
    ),
    (
        "de",
        {"body": "QM-71442?", "customer_id": "C1006"},
        "return",
        """
        Guten Tag Sophie,

        Ja, Sie können Sava Linen Bed Set aus der Bestellung QM-71442 bis zum 5. Dezember
        zurückschicken. Sie bekommen 126,05 € auf Ihre Visa mit der Endziffer 5519 zurück. Das ist eine
        Erstattung von 129,00 € abzüglich der Gebühr von 2,95 €. Nach ihrer Ankunft prüfen wir die
        Rücksendung (Frist: 2 Werktage); ab dann dauert die Erstattung 5–7 Werktage. Anmeldung und
        Etikett finden Sie hier: https://quillmoor.example.com/returns. Einer Rückgabe bis zum 5.
        Dezember muss eine Kollegin zustimmen, deshalb frage ich erst nach, und Sie hören von uns; es
        geht um Dorm Down Pillow aus der Bestellung QM-71442. Wird zugestimmt, bekommen Sie 81,95 € auf
        Ihre Visa mit der Endziffer 5519 zurück. Das ist eine Erstattung von 84,90 € abzüglich der
        Gebühr von 2,95 €. Es ist ein Hygieneartikel: Bitte lassen Sie das Siegel unversehrt. Kommt
        alles in einem Paket zurück, fällt die Gebühr von 2,95 € nur einmal an.

        Freundliche Grüße Quillmoor
        """,
    ),
    (
        "de",
        {"body": "QM-72043?", "customer_id": "C1003"},
        "damaged_item",
        """
        Guten Tag Maeve,

        Es tut mir leid, dass es mit Tarn Stoneware Plate Set und Tarn Mug aus der Bestellung QM-72043
        Ärger gibt. Wir können Ihnen kostenlos Ersatz schicken; wir brauchen dafür 2 Werktage. Oder wir
        erstatten Ihnen 96,50 € auf Ihre Visa mit der Endziffer 2093; das dauert 5–7 Werktage. Das ist
        bis zum 5. Dezember möglich. Bitte schicken Sie uns ein Foto des Artikels und eines vom Karton.
        Bitte heben Sie das Beschädigte auf, bis Sie von uns hören.

        Was ist Ihnen lieber, der Ersatz oder die Erstattung?

        Freundliche Grüße Quillmoor
        """,
    ),
    (
        "de",
        {"body": "QM-70321?", "customer_id": "C1049"},
        "refund_status",
        """
        Guten Tag Aoife,

        Es tut mir leid, dass das so lange gedauert hat. Am 21. Oktober wurden 116,05 € für die
        Bestellung QM-70321 erstattet auf Ihre Mastercard mit der Endziffer 8059. Das sind 119,00 € für
        die Artikel abzüglich der Gebühr von 2,95 € für die Rückgabe. Die Erstattung hätte bis zum 30.
        Oktober bei Ihnen sein müssen; eine Kollegin klärt, wo sie ist, und Sie hören von uns.

        Freundliche Grüße Quillmoor
        """,
    ),
    (
        "de",
        {"body": "QM-72605?", "customer_id": "C1078"},
        "cancel",
        """
        Guten Tag Allison,

        Es tut mir leid, aber wir können die Bestellung QM-72605 nicht mehr stornieren, weil die
        Bestellung schon verschickt ist. Die Zustellung ist für den 30. November vorgesehen. Die
        Sendungsnummer ist BL6185103686. Sie können die Annahme an der Tür verweigern.
        Sobald sie bei Ihnen ist, können Sie Tarn Mug aus der Bestellung QM-72605 zurückschicken: Sie
        haben ab der Zustellung 45 Tage Zeit.

        Freundliche Grüße Quillmoor
        """,
    ),
    (
        "fr",
        {"body": "QM-72242?", "customer_id": "C1025"},
        "late_delivery",
        """
        Bonjour Étienne,

        Je suis désolée que votre commande QM-72242 ait du retard : elle était prévue pour le 12
        novembre. Elle a été expédiée le 5 novembre avec Kurio ; le numéro de suivi est KU5727501628DE.
        Nous n'avons pas encore de nouvelle date du transporteur.

        S'il n'est toujours pas là après le 24 novembre, écrivez-nous : vous choisirez alors entre un
        remplacement gratuit et un remboursement de 64,90 €.

        Cordialement, Quillmoor
        """,
    ),
    (
        "fr",
        {"body": "QM-72923?", "customer_id": "C1007"},
        "cancel",
        """
        Bonjour Javier,

        Comme vous le demandez, nous annulons la commande QM-72923, sans frais. Vous récupérez 249,00 €
        sur votre Mastercard se terminant par 3364. Le remboursement prend 3–5 jours ouvrés.

        Cordialement, Quillmoor
        """,
    ),
    (
        "fr",
        {"body": "QM-71442?", "customer_id": "C1006"},
        "return",
        """
        Bonjour Sophie,

        Oui, vous pouvez retourner Sava Linen Bed Set de la commande QM-71442 jusqu'au 5 décembre. Vous
        récupérez 126,05 € sur votre Visa se terminant par 5519. C'est un remboursement de 129,00 €,
        moins les frais de 2,95 €. Nous examinons le colis sous 2 jours ouvrés après son arrivée ; à
        partir de là, le remboursement prend 5–7 jours ouvrés. L'enregistrement et l'étiquette se
        trouvent ici : https://quillmoor.example.com/returns. Une collègue doit donner son accord avant
        que vous puissiez retourner Dorm Down Pillow de la commande QM-71442 jusqu'au 5 décembre ; je
        lui demande maintenant et vous aurez de nos nouvelles. En cas d'accord, vous récupérez 81,95 €
        sur votre Visa se terminant par 5519. C'est un remboursement de 84,90 €, moins les frais de 2,95
        €. C'est un article d'hygiène : laissez le sceau intact, s'il vous plaît. Si tout revient dans
        un seul colis, les frais de 2,95 € ne sont retenus qu'une fois.

        Cordialement, Quillmoor
        """,
    ),
    (
        "fr",
        {"body": "QM-72043?", "customer_id": "C1003"},
        "damaged_item",
        """
        Bonjour Maeve,

        Je suis désolée de ce problème avec Tarn Stoneware Plate Set et Tarn Mug de la commande
        QM-72043. Nous pouvons vous envoyer un remplacement gratuit ; il nous faut pour cela 2 jours
        ouvrés. Ou nous vous remboursons 96,50 € sur votre Visa se terminant par 2093, ce qui prend 5–7
        jours ouvrés. C'est possible jusqu'au 5 décembre. Envoyez-nous, s'il vous plaît, une photo de
        l'article et une du carton. Gardez l'article abîmé jusqu'à ce que vous ayez de nos nouvelles,
        s'il vous plaît.

        Que préférez-vous, le remplacement ou le remboursement ?

        Cordialement, Quillmoor
        """,
    ),
    (
        "fr",
        {"body": "QM-70321?", "customer_id": "C1049"},
        "refund_status",
        """
        Bonjour Aoife,

        Nous sommes désolés que cela ait pris si longtemps. Le 21 octobre, 116,05 € ont été remboursés
        pour la commande QM-70321 sur votre Mastercard se terminant par 8059. Ce sont les 119,00 € des
        articles, moins les frais de retour de 2,95 €. Le remboursement aurait dû être chez vous le 30
        octobre ; une collègue cherche où il se trouve et vous aurez de nos nouvelles.

        Cordialement, Quillmoor
        """,
    ),
    (
        "fr",
        {"body": "QM-72605?", "customer_id": "C1078"},
        "cancel",
        """
        Bonjour Allison,

        Je suis désolée, mais nous ne pouvons plus annuler la commande QM-72605, car la commande est
        déjà expédiée. La livraison est prévue pour le 30 novembre. Le numéro de suivi est BL6185103686.
        Vous pouvez refuser le colis à la livraison. Lorsqu'elle sera arrivée, vous pourrez
        retourner Tarn Mug de la commande QM-72605 : vous avez 45 jours à partir de la livraison.

        Cordialement, Quillmoor
        """,
    ),
    (
        "es",
        {"body": "QM-72242?", "customer_id": "C1025"},
        "late_delivery",
        """
        Hola, Étienne:

        Siento que su pedido QM-72242 se retrase: estaba previsto para el 12 de noviembre. Se envió el 5
        de noviembre con Kurio; el número de seguimiento es KU5727501628DE. Todavía no tenemos una nueva
        fecha del transportista.

        Si después del 24 de noviembre sigue sin llegar, escríbanos: entonces podrá elegir entre un
        reemplazo gratuito y un reembolso de 64,90 €.

        Un saludo, Quillmoor
        """,
    ),
    (
        "es",
        {"body": "QM-72923?", "customer_id": "C1007"},
        "cancel",
        """
        Hola, Javier:

        Como nos pide, cancelamos el pedido QM-72923, sin coste. Recibirá 249,00 € de vuelta a su
        Mastercard terminada en 3364. El reembolso tarda 3–5 días hábiles.

        Un saludo, Quillmoor
        """,
    ),
    (
        "es",
        {"body": "QM-71442?", "customer_id": "C1006"},
        "return",
        """
        Hola, Sophie:

        Sí, puede devolver Sava Linen Bed Set del pedido QM-71442 hasta el 5 de diciembre. Recibirá
        126,05 € de vuelta a su Visa terminada en 5519. Es un reembolso de 129,00 €, menos los gastos de
        2,95 €. Revisamos el paquete en un plazo de 2 días hábiles desde su llegada; a partir de ahí, el
        reembolso tarda 5–7 días hábiles. El registro y la etiqueta están aquí:
        https://quillmoor.example.com/returns. Una compañera tiene que estar de acuerdo antes de que
        pueda devolver Dorm Down Pillow del pedido QM-71442 hasta el 5 de diciembre; se lo pregunto
        ahora y tendrá noticias nuestras. Si se acepta, recibirá 81,95 € de vuelta a su Visa terminada
        en 5519. Es un reembolso de 84,90 €, menos los gastos de 2,95 €. Es un artículo de higiene: deje
        el precinto intacto, por favor. Si todo vuelve en un solo paquete, los gastos de 2,95 € se
        descuentan una sola vez.

        Un saludo, Quillmoor
        """,
    ),
    (
        "es",
        {"body": "QM-72043?", "customer_id": "C1003"},
        "damaged_item",
        """
        Hola, Maeve:

        Siento el problema con Tarn Stoneware Plate Set y Tarn Mug del pedido QM-72043. Podemos enviarle
        un reemplazo gratuito; necesitamos para ello 2 días hábiles. O le reembolsamos 96,50 € a su Visa
        terminada en 2093, lo que tarda 5–7 días hábiles. Esto es posible hasta el 5 de diciembre. Por
        favor, envíenos una foto del artículo y otra de la caja. Guarde el artículo dañado hasta que le
        respondamos, por favor.

        ¿Qué prefiere, el reemplazo o el reembolso?

        Un saludo, Quillmoor
        """,
    ),
    (
        "es",
        {"body": "QM-70321?", "customer_id": "C1049"},
        "refund_status",
        """
        Hola, Aoife:

        Siento que haya tardado tanto. El 21 de octubre se reembolsaron 116,05 € por el pedido QM-70321
        a su Mastercard terminada en 8059. Son los 119,00 € de los artículos, menos los gastos de
        devolución de 2,95 €. El plazo terminó el 30 de octubre; una compañera averigua dónde está el
        reembolso y tendrá noticias nuestras.

        Un saludo, Quillmoor
        """,
    ),
    (
        "es",
        {"body": "QM-72605?", "customer_id": "C1078"},
        "cancel",
        """
        Hola, Allison:

        Lo siento, pero ya no podemos cancelar el pedido QM-72605, porque el pedido ya se ha enviado. La
        entrega está prevista para el 30 de noviembre. El número de seguimiento es BL6185103686. Puede rechazar el paquete en la puerta. Cuando haya llegado, puede devolver Tarn Mug del
        pedido QM-72605: tiene 45 días desde la entrega.

        Un saludo, Quillmoor
        """,
    ),
    (
        "it",
        {"body": "QM-72242?", "customer_id": "C1025"},
        "late_delivery",
        """
        Buongiorno Étienne,

        Mi dispiace che il suo ordine QM-72242 sia in ritardo: era previsto per il 12 novembre. È stato
        spedito il 5 novembre con Kurio; il numero di tracciamento è KU5727501628DE. Non abbiamo ancora
        una nuova data dal corriere.

        Se dopo il 24 novembre non è ancora arrivato, ci scriva: allora potrà scegliere tra una
        sostituzione gratuita e un rimborso di 64,90 €.

        Cordiali saluti Quillmoor
        """,
    ),
    (
        "it",
        {"body": "QM-72923?", "customer_id": "C1007"},
        "cancel",
        """
        Buongiorno Javier,

        Come ci chiede, annulliamo l'ordine QM-72923, senza costi. Riceve indietro 249,00 € sulla sua
        Mastercard che termina con 3364. Il rimborso richiede 3–5 giorni lavorativi.

        Cordiali saluti Quillmoor
        """,
    ),
    (
        "it",
        {"body": "QM-71442?", "customer_id": "C1006"},
        "return",
        """
        Buongiorno Sophie,

        Sì, può restituire Sava Linen Bed Set dell'ordine QM-71442 fino al 5 dicembre. Riceve indietro
        126,05 € sulla sua Visa che termina con 5519. È un rimborso di 129,00 €, meno il costo di 2,95
        €. Esaminiamo il pacco entro 2 giorni lavorativi dal suo arrivo; da allora il rimborso richiede
        5–7 giorni lavorativi. La registrazione e l'etichetta sono qui:
        https://quillmoor.example.com/returns. Una collega deve dare il suo consenso prima che possa
        restituire Dorm Down Pillow dell'ordine QM-71442 fino al 5 dicembre; glielo chiedo adesso e avrà
        nostre notizie. Se viene accettato, riceve indietro 81,95 € sulla sua Visa che termina con 5519.
        È un rimborso di 84,90 €, meno il costo di 2,95 €. È un articolo igienico: per favore lasci
        intatto il sigillo. Se tutto torna in un solo pacco, il costo di 2,95 € viene trattenuto una
        volta sola.

        Cordiali saluti Quillmoor
        """,
    ),
    (
        "it",
        {"body": "QM-72043?", "customer_id": "C1003"},
        "damaged_item",
        """
        Buongiorno Maeve,

        Mi dispiace per il problema con Tarn Stoneware Plate Set e Tarn Mug dell'ordine QM-72043.
        Possiamo inviarle una sostituzione gratuita; per questo ci servono 2 giorni lavorativi. Oppure
        le rimborsiamo 96,50 € sulla sua Visa che termina con 2093; il rimborso richiede 5–7 giorni
        lavorativi. È possibile fino al 5 dicembre. Per favore ci mandi una foto dell'articolo e una
        della scatola. Per favore conservi l'articolo danneggiato finché non riceve nostre notizie.

        Che cosa preferisce, la sostituzione o il rimborso?

        Cordiali saluti Quillmoor
        """,
    ),
    (
        "it",
        {"body": "QM-70321?", "customer_id": "C1049"},
        "refund_status",
        """
        Buongiorno Aoife,

        Mi dispiace che ci sia voluto così tanto. Il 21 ottobre sono stati rimborsati 116,05 € per
        l'ordine QM-70321 sulla sua Mastercard che termina con 8059. Sono i 119,00 € degli articoli,
        meno il costo del reso di 2,95 €. Il termine era il 30 ottobre; una collega verifica dove si
        trova il rimborso e avrà nostre notizie.

        Cordiali saluti Quillmoor
        """,
    ),
    (
        "it",
        {"body": "QM-72605?", "customer_id": "C1078"},
        "cancel",
        """
        Buongiorno Allison,

        Mi dispiace, ma non possiamo più annullare l'ordine QM-72605, perché l'ordine è già stato
        spedito. La consegna è prevista per il 30 novembre. Il numero di tracciamento è BL6185103686. Può rifiutare il pacco alla consegna. Quando sarà arrivato, potrà restituire
        Tarn Mug dell'ordine QM-72605: ha 45 giorni dalla consegna.

        Cordiali saluti Quillmoor
        """,
    ),
    (
        "pt",
        {"body": "QM-72242?", "customer_id": "C1025"},
        "late_delivery",
        """
        Olá, Étienne,

        Lamento que a sua encomenda QM-72242 esteja atrasada: estava prevista para 12 de novembro. Foi
        enviada em 5 de novembro com Kurio; o número de seguimento é KU5727501628DE. Ainda não temos uma
        nova data da transportadora.

        Se depois de 24 de novembro ainda não tiver chegado, escreva-nos: então escolhe entre uma
        substituição gratuita e um reembolso de 64,90 €.

        Com os melhores cumprimentos Quillmoor
        """,
    ),
    (
        "pt",
        {"body": "QM-72923?", "customer_id": "C1007"},
        "cancel",
        """
        Olá, Javier,

        Como pede, cancelamos a encomenda QM-72923, sem custos. Recebe 249,00 € de volta no seu
        Mastercard terminado em 3364. O reembolso demora 3–5 dias úteis.

        Com os melhores cumprimentos Quillmoor
        """,
    ),
    (
        "pt",
        {"body": "QM-71442?", "customer_id": "C1006"},
        "return",
        """
        Olá, Sophie,

        Sim, pode devolver Sava Linen Bed Set da encomenda QM-71442 até 5 de dezembro. Recebe 126,05 €
        de volta no seu Visa terminado em 5519. É um reembolso de 129,00 €, menos a taxa de 2,95 €.
        Verificamos o pacote no prazo de 2 dias úteis após a chegada; a partir daí, o reembolso demora
        5–7 dias úteis. O registo e a etiqueta estão aqui: https://quillmoor.example.com/returns. Uma
        colega tem de concordar antes de poder devolver Dorm Down Pillow da encomenda QM-71442 até 5 de
        dezembro; pergunto-lhe agora e terá notícias nossas. Se for aceite, recebe 81,95 € de volta no
        seu Visa terminado em 5519. É um reembolso de 84,90 €, menos a taxa de 2,95 €. É um artigo de
        higiene: deixe o selo intacto, por favor. Se tudo voltar num só pacote, a taxa de 2,95 € é
        descontada uma só vez.

        Com os melhores cumprimentos Quillmoor
        """,
    ),
    (
        "pt",
        {"body": "QM-72043?", "customer_id": "C1003"},
        "damaged_item",
        """
        Olá, Maeve,

        Lamento o problema com Tarn Stoneware Plate Set e Tarn Mug da encomenda QM-72043. Podemos
        enviar-lhe uma substituição gratuita; precisamos para isso de 2 dias úteis. Ou reembolsamos-lhe
        96,50 € no seu Visa terminado em 2093, o que demora 5–7 dias úteis. Isto é possível até 5 de
        dezembro. Por favor, envie-nos uma fotografia do artigo e uma da caixa. Guarde o artigo
        danificado até ter notícias nossas, por favor.

        O que prefere, a substituição ou o reembolso?

        Com os melhores cumprimentos Quillmoor
        """,
    ),
    (
        "pt",
        {"body": "QM-70321?", "customer_id": "C1049"},
        "refund_status",
        """
        Olá, Aoife,

        Lamento que tenha demorado tanto. Em 21 de outubro foram reembolsados 116,05 € da encomenda
        QM-70321 no seu Mastercard terminado em 8059. São os 119,00 € dos artigos, menos a taxa de
        devolução de 2,95 €. O prazo terminou em 30 de outubro; uma colega vai ver onde está o reembolso
        e terá notícias nossas.

        Com os melhores cumprimentos Quillmoor
        """,
    ),
    (
        "pt",
        {"body": "QM-72605?", "customer_id": "C1078"},
        "cancel",
        """
        Olá, Allison,

        Lamento, mas já não podemos cancelar a encomenda QM-72605, porque a encomenda já foi enviada. A
        entrega está prevista para 30 de novembro. O número de seguimento é BL6185103686. Pode recusar o pacote à porta. Quando tiver chegado, pode devolver Tarn Mug da encomenda QM-72605:
        tem 45 dias a partir da entrega.

        Com os melhores cumprimentos Quillmoor
        """,
    ),
    (
        "nl",
        {"body": "QM-72242?", "customer_id": "C1025"},
        "late_delivery",
        """
        Dag Étienne,

        Het spijt me dat uw bestelling QM-72242 te laat is: die was verwacht op 12 november. De
        verzending was op 5 november met Kurio; het trackingnummer is KU5727501628DE. Een nieuwe datum
        hebben we van de vervoerder nog niet.

        Is het er na 24 november nog steeds niet, schrijf ons dan: dan kiest u tussen een gratis
        vervanging en een terugbetaling van € 64,90.

        Vriendelijke groet, Quillmoor
        """,
    ),
    (
        "nl",
        {"body": "QM-72923?", "customer_id": "C1007"},
        "cancel",
        """
        Dag Javier,

        Zoals u vraagt, annuleren we bestelling QM-72923, zonder kosten. U krijgt € 249,00 terug op uw
        Mastercard eindigend op 3364. De terugbetaling duurt 3–5 werkdagen.

        Vriendelijke groet, Quillmoor
        """,
    ),
    (
        "nl",
        {"body": "QM-71442?", "customer_id": "C1006"},
        "return",
        """
        Dag Sophie,

        Ja, u kunt Sava Linen Bed Set uit bestelling QM-71442 tot en met 5 december retourneren. U
        krijgt € 126,05 terug op uw Visa eindigend op 5519. Dat is een terugbetaling van € 129,00, min
        de kosten van € 2,95. We bekijken het pakket binnen 2 werkdagen na aankomst; vanaf dan duurt de
        terugbetaling 5–7 werkdagen. De aanmelding en het label vindt u hier:
        https://quillmoor.example.com/returns. Een collega moet akkoord gaan voordat u Dorm Down Pillow
        uit bestelling QM-71442 tot en met 5 december kunt retourneren; ik vraag het nu en u hoort van
        ons. Als het mag, krijgt u € 81,95 terug op uw Visa eindigend op 5519. Dat is een terugbetaling
        van € 84,90, min de kosten van € 2,95. Het is een hygiëneartikel: laat de verzegeling
        alstublieft heel. Komt alles in één pakket terug, dan worden de kosten van € 2,95 maar één keer
        ingehouden.

        Vriendelijke groet, Quillmoor
        """,
    ),
    (
        "nl",
        {"body": "QM-72043?", "customer_id": "C1003"},
        "damaged_item",
        """
        Dag Maeve,

        Het spijt me dat er een probleem is met Tarn Stoneware Plate Set en Tarn Mug uit bestelling
        QM-72043. We kunnen u een gratis vervanging sturen; daarvoor hebben we 2 werkdagen nodig. Of we
        betalen u € 96,50 terug op uw Visa eindigend op 2093, wat 5–7 werkdagen duurt. Dit is mogelijk
        tot en met 5 december. Stuur ons alstublieft een foto van het artikel en een van de doos. Bewaar
        het beschadigde artikel tot u van ons hoort.

        Wat heeft u liever, de vervanging of de terugbetaling?

        Vriendelijke groet, Quillmoor
        """,
    ),
    (
        "nl",
        {"body": "QM-70321?", "customer_id": "C1049"},
        "refund_status",
        """
        Dag Aoife,

        Het spijt me dat dit zo lang duurde. Op 21 oktober is € 116,05 terugbetaald voor bestelling
        QM-70321 op uw Mastercard eindigend op 8059. Dat is de € 119,00 voor de artikelen, min de
        retourkosten van € 2,95. De terugbetaling had er op 30 oktober moeten zijn; een collega zoekt
        uit waar die is en u hoort van ons.

        Vriendelijke groet, Quillmoor
        """,
    ),
    (
        "nl",
        {"body": "QM-72605?", "customer_id": "C1078"},
        "cancel",
        """
        Dag Allison,

        Het spijt me, maar we kunnen bestelling QM-72605 niet meer annuleren, omdat de bestelling al
        verzonden is. De bezorging is verwacht op 30 november. Het trackingnummer is BL6185103686. U kunt het pakket aan de deur weigeren. Als de bestelling er is, kunt u Tarn Mug uit
        bestelling QM-72605 retourneren: u heeft 45 dagen vanaf de bezorging.

        Vriendelijke groet, Quillmoor
        """,
    ),
]


@pytest.mark.parametrize(("language", "ticket", "intent", "reply"), REPLIES)
def test_replies(
    language: str, ticket: dict[str, object], intent: str, reply: str, evidence_for: Callable[..., Evidence]
) -> None:
    draft = composed(evidence_for(**ticket), triage(intent, language=language))
    assert (draft.language, paragraphs(draft.text)[:-1]) == (language, paragraphs(reply))


def test_a_language_without_copy_is_answered_in_english_and_the_agent_is_told(
    evidence_for: Callable[..., Evidence],
) -> None:
    evidence, asked = evidence_for("Gdzie jest QM-72601?", customer_id="C1001"), triage("order_status", language="pl")
    assert composed(evidence, asked).language == "en"
    assert "The customer writes 'pl', and the draft is in English: see who can translate it." in [
        step.text for step in steps_for(evidence, asked)
    ]
